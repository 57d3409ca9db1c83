/** What one leg's camera may cost. */
export interface VideoBudget {
  /** In bit/s. */
  readonly maxBitrate: number;
  /** In pixels. */
  readonly maxHeight: number;
}

/** Where a leg's encoder starts, in kbit/s, shared by all legs: 300 loses the first frames, and 1200 the first seconds of audio on a slow line. */
const startKbps = 500;
/** For this long after the media starts the picture is halved, in ms: small first frames come through at once. */
export const gentleStartMs = 1_500;

/** The budget of a mesh, by the number of people in the call. */
export function videoBudget(people: number): VideoBudget {
  if (people <= 2) return { maxBitrate: 1_700_000, maxHeight: 720 };
  if (people === 3) return { maxBitrate: 600_000, maxHeight: 360 };
  return { maxBitrate: 200_000, maxHeight: 180 };
}

export function startBitrate(people: number): number {
  return startKbps / Math.max(1, people - 1);
}

/** By what to divide both sides of a picture so that it fits the budget; never below 1, doubled during the gentle start. */
export function scaleDown(budget: VideoBudget, height: number | undefined, gentle: boolean): number {
  return Math.max(1, (height ?? budget.maxHeight) / budget.maxHeight) * (gentle ? 2 : 1);
}
