import { route } from "../../rooms/route.ts";
import type { Handler, Outcome } from "./handler.ts";

const done: Outcome<"signal"> = { ok: true, result: {} };
const unreachable: Outcome<"signal"> = { ok: false, code: "unreachable" };

/** Judged by the document that this node has last seen, without waiting, so that signals keep their order. */
export const signal: Handler<"signal"> = (session, payload, { deliver }) => {
  const { state, connection, room } = session;
  if (state.kind !== "inside" || room.document === null) return { ok: false, code: "not-joined" };
  const from = { participant: state.participant, connection: connection.id };
  const way = route(room.document, from, { participant: payload.to, life: payload.life });
  if (!way.ok) return way;
  const { generation, description, candidates } = payload;
  const delivered = deliver(
    room.document,
    { participant: payload.to, connection: way.connection },
    {
      after: room.document.version,
      signal: {
        from: way.from.id,
        life: way.from.life,
        generation,
        ...(description === undefined ? {} : { description }),
        ...(candidates === undefined ? {} : { candidates }),
      },
    },
  );
  if (typeof delivered === "boolean") return delivered ? done : unreachable;
  return delivered.then((arrived) => (arrived ? done : unreachable));
};
