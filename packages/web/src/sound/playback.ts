import { computed, signal } from "@preact/signals";

const waiting = signal<ReadonlySet<HTMLMediaElement>>(new Set());

/** True while the browser refuses to play sound before somebody touches the page. */
export const soundBlocked = computed(() => waiting.value.size > 0);

function setWaiting(element: HTMLMediaElement, is: boolean): void {
  if (waiting.value.has(element) === is) return;
  const next = new Set(waiting.value);
  if (is) next.add(element);
  else next.delete(element);
  waiting.value = next;
}

/** Starts an element that carries sound, and notes it if the browser refuses (HTML, "allowed to play"). */
export async function playSound(element: HTMLMediaElement): Promise<void> {
  try {
    await element.play();
    setWaiting(element, false);
  } catch (problem) {
    // AbortError only says that something newer was loaded meanwhile.
    if (problem instanceof DOMException && problem.name === "NotAllowedError") setWaiting(element, true);
  }
}

export function forgetSound(element: HTMLMediaElement): void {
  setWaiting(element, false);
}

/** Call from a click or key. */
export function playAllSound(): void {
  for (const element of waiting.value) void playSound(element);
}

/** Whether this browser lets a page choose the loudspeaker. */
export const canChooseSpeaker =
  typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;

/** Sends an element's sound to a loudspeaker, or to the system's own when that one is gone. */
export async function sendSoundTo(element: HTMLMediaElement, speaker: string): Promise<void> {
  if (!canChooseSpeaker || element.sinkId === speaker) return;
  try {
    await element.setSinkId(speaker);
  } catch {
    if (speaker !== "") await element.setSinkId("").catch(() => undefined);
  }
}
