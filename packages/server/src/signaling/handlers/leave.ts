import type { Handler } from "./handler.ts";

/** A join or a resume that is under way is undone when it has come to its end. */
export const leave: Handler<"leave"> = async (session, { returning }, { seating, dismiss }) => {
  if (returning) {
    await seating.unload(session);
    return { ok: true, result: {} };
  }
  if (session.state.kind === "inside") await seating.leave(session, session.state.participant);
  return { ok: true, result: {}, afterwards: () => dismiss(session, "left") };
};
