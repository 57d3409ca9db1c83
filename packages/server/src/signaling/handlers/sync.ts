import { snapshot } from "../../rooms/view.ts";
import { learn } from "../../sessions/hosted-rooms.ts";
import type { Handler } from "./handler.ts";

/** The snapshot is the store's or, if entries have come meanwhile, the fresher one that they made. */
export const sync: Handler<"sync"> = async (session, _payload, { store, clock, ears }) => {
  const { room } = session;
  const read = await store.read(room.id);
  if (read === null) return { ok: false, code: "not-joined" };
  learn(room, read);
  return {
    ok: true,
    // `n` belongs to the very document that is sent, so nothing may happen between the two and the answer.
    result() {
      const document = room.document ?? read;
      ears.from(session, document.version, []);
      return { snapshot: snapshot(document, clock.now()), n: session.n };
    },
  };
};
