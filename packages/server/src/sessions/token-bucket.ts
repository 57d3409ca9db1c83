/** Three numbers per session; the rates are shared. */
export interface TokenBucket {
  tokens: number;
  /** When it was last looked at: the session's last message. */
  at: number;
  /** Refusals, less what was taken since. */
  refused: number;
}

export interface TokenRates {
  readonly burst: number;
  readonly perSecond: number;
  /** More refusals than this, each of which is answered, and the sender counts as hostile. */
  readonly patience: number;
}

export type Taken =
  | { readonly kind: "taken" }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "flood" };

const taken: Taken = { kind: "taken" };
const flood: Taken = { kind: "flood" };

export function fullBucket(rates: TokenRates, now: number): TokenBucket {
  return { tokens: rates.burst, at: now, refused: 0 };
}

/** Takes one token, in place. A clock that jumps back refills nothing. */
export function take(bucket: TokenBucket, rates: TokenRates, now: number): Taken {
  const refill = (Math.max(0, now - bucket.at) * rates.perSecond) / 1000;
  bucket.at = Math.max(bucket.at, now);
  bucket.tokens = Math.min(rates.burst, bucket.tokens + refill);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    bucket.refused = Math.max(0, bucket.refused - 1);
    return taken;
  }
  bucket.refused += 1;
  if (bucket.refused > rates.patience) return flood;
  return { kind: "wait", ms: Math.ceil(((1 - bucket.tokens) * 1000) / rates.perSecond) };
}
