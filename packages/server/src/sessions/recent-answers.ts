import type { Answer, RequestId, RequestName } from "@confab/protocol";

/** An answer as it is kept: itself if it is small, or the way to make it again. */
export type Kept = Answer<RequestName> | (() => Answer<RequestName>);

/**
 * The last few requests of a session and their answers, so that a repeated one takes no second effect. Sixteen are
 * enough: a client repeats what it has lost the answer of, not its whole history.
 */
export interface RecentAnswers {
  readonly ids: RequestId[];
  readonly answers: (Kept | Promise<Kept>)[];
  /** Where the next one goes. */
  next: number;
}

const most = 16;

export function noAnswers(): RecentAnswers {
  return { ids: [], answers: [], next: 0 };
}

export function recall(recent: RecentAnswers, id: RequestId): Kept | Promise<Kept> | undefined {
  return recent.answers[recent.ids.indexOf(id)];
}

/** Keeps an answer, or the promise of one, in the place of the oldest. */
export function remember(recent: RecentAnswers, id: RequestId, answer: Kept | Promise<Kept>): void {
  const known = recent.ids.indexOf(id);
  if (known >= 0) {
    recent.answers[known] = answer;
    return;
  }
  recent.ids[recent.next] = id;
  recent.answers[recent.next] = answer;
  recent.next = (recent.next + 1) % most;
}

/** Forgets a request that took no effect, so that it may be tried again. */
export function forget(recent: RecentAnswers, id: RequestId): void {
  const known = recent.ids.indexOf(id);
  if (known >= 0) recent.ids[known] = "";
}
