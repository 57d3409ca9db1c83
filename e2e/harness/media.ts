import { expect } from "@playwright/test";
import type { ConnectionReport, OutageSample, PictureReport, SoundReport } from "./probe.ts";

/** A page that has the probe, whichever browser it is in. */
export interface Probed {
  readonly label: string;
  connections(): Promise<ConnectionReport[]>;
  pictures(): Promise<PictureReport[]>;
  sound(): Promise<SoundReport>;
}

const remoteVisible = async (page: Probed): Promise<PictureReport[]> =>
  (await page.pictures()).filter(
    ({ whose, uncovered, frameAgeMs, width }) =>
      whose === "remote" && uncovered && frameAgeMs < 500 && width > 0,
  );

const energy = async (page: Probed): Promise<number> =>
  (await page.connections()).reduce((sum, { audio }) => sum + audio.energy, 0);

/** Decoded frames of the page's open connections, summed. */
export const decoded = async (page: Probed): Promise<number> =>
  (await page.connections()).reduce((sum, { video }) => sum + video.framesDecoded, 0);

/** Waits until exactly one remote picture is there, nothing covers it, and it moves. */
export async function seesOther(page: Probed): Promise<void> {
  await expect
    .poll(async () => (await remoteVisible(page)).length, { message: `${page.label} sees one other person` })
    .toBe(1);
  const seen = new Set<number>();
  await expect
    .poll(
      async () => {
        for (const { fingerprint } of await remoteVisible(page)) seen.add(fingerprint);
        return seen.size;
      },
      { message: `the picture that ${page.label} sees moves`, intervals: [100] },
    )
    .toBeGreaterThan(2);
}

/** Waits until an element plays remote audio and what comes out has energy. */
export async function hearsOther(page: Probed): Promise<void> {
  await expect
    .poll(async () => (await page.sound()).audible, { message: `${page.label} has audio playing` })
    .toBeGreaterThan(0);
  const before = await energy(page);
  await expect
    .poll(async () => (await energy(page)) - before, { message: `what ${page.label} hears has energy` })
    .toBeGreaterThan(0.001);
}

export async function seesAndHears(page: Probed): Promise<void> {
  await seesOther(page);
  await hearsOther(page);
}

/** The fake microphones pause for less than a second; silence is two seconds without energy. */
export async function hearsNothing(page: Probed): Promise<void> {
  let last = Number.POSITIVE_INFINITY;
  await expect
    .poll(
      async () => {
        const now = await energy(page);
        const gained = Math.abs(now - last);
        last = now;
        return gained;
      },
      { message: `${page.label} hears nothing`, intervals: [100, 2_000] },
    )
    .toBeLessThan(1e-5);
}

/** Waits until no frame has been decoded for a second. */
export async function framesStopped(page: Probed): Promise<void> {
  let last = -1;
  await expect
    .poll(
      async () => {
        const now = await decoded(page);
        const gained = now - last;
        last = now;
        return gained;
      },
      { message: `${page.label} gets no more frames`, intervals: [100, 1_000] },
    )
    .toBe(0);
}

/** The connections' numbers; a rebuilt leg has a new one. */
export const connectionIds = async (page: Probed): Promise<number[]> =>
  (await page.connections()).map(({ id }) => id);

export interface Stretch {
  readonly decoded: number;
  readonly captured: number;
}

/** What happened between each sample and the next, on the connection that the first sample found. */
export function stretches(samples: readonly OutageSample[]): Stretch[] {
  const id = samples[0]?.decoded[0]?.id;
  const counts = samples.map(({ decoded: each, captured }) => ({
    decoded: each.find((one) => one.id === id)?.frames ?? -1,
    captured,
  }));
  return counts.slice(1).map((now, at) => {
    const before = counts[at] ?? now;
    return { decoded: now.decoded - before.decoded, captured: now.captured - before.captured };
  });
}

/**
 * Stretches in which the picture stood still, and how many more of them the machine explains. Where the page's own
 * camera gave less than two thirds of its usual frames somebody else had the processor: such a stretch itself says
 * nothing, and of four of them one may leave another picture late.
 */
export function standstills(all: readonly Stretch[]): { still: number; explained: number } {
  const captured = all.map((stretch) => stretch.captured).sort((one, other) => one - other);
  const usual = captured[Math.floor(captured.length / 2)] ?? 0;
  const starved = all.filter((stretch) => stretch.captured * 3 < usual * 2);
  const still = all.filter((stretch) => stretch.decoded <= 0 && !starved.includes(stretch)).length;
  return { still, explained: Math.floor(starved.length / 4) };
}
