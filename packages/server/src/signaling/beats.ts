import { limits } from "@confab/protocol";
import type { Clock } from "../clock.ts";
import type { Session } from "../sessions/session.ts";

export interface Beats {
  add(session: Session): void;
  remove(session: Session): void;
  stop(): void;
}

const slots = 20;

/**
 * Tells each session inside the number of its last event, every `limits.beatMs`. One timer serves all; sessions are
 * dealt out to slots of that time, so that thousands of beats do not stand in a join's way at once.
 */
export function createBeats(clock: Clock): Beats {
  const wheel = Array.from({ length: slots }, () => new Set<Session>());
  let turn = 0;
  let cancel: () => void = () => undefined;

  function slotOf(at: number): Set<Session> {
    const slot = wheel[at % slots];
    if (slot === undefined) throw new Error("A slot of the wheel is missing.");
    return slot;
  }

  function tick(): void {
    turn += 1;
    for (const session of slotOf(turn)) session.connection.send("beat", { n: session.n });
    cancel = clock.after(limits.beatMs / slots, tick);
  }

  let dealt = 0;
  cancel = clock.after(limits.beatMs / slots, tick);
  return {
    add(session) {
      dealt += 1;
      slotOf(dealt).add(session);
    },
    remove(session) {
      for (const slot of wheel) if (slot.delete(session)) return;
    },
    stop: () => cancel(),
  };
}
