import type { Participant } from "@confab/protocol";

/** Somebody in the call, with everything on. */
export function participant(id: string, changes: Partial<Participant> = {}): Participant {
  return {
    id: id.padEnd(16, "-"),
    name: id,
    role: "guest",
    life: 1,
    media: { microphone: true, camera: true },
    state: { kind: "active" },
    ...changes,
  };
}
