/** Randomness, passed in. */
export interface Chance {
  /** At least 0, less than 1; for jitter. */
  number(): number;
  /** A fresh unguessable request id. */
  id(): string;
}

export const browserChance: Chance = {
  number: () => Math.random(),
  id() {
    // 144 bits: 24 characters of base64url without padding.
    const bytes = crypto.getRandomValues(new Uint8Array(18));
    return btoa(String.fromCharCode(...bytes))
      .replaceAll("+", "-")
      .replaceAll("/", "_");
  },
};
