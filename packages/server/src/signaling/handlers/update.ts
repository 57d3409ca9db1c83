import { decide } from "../../rooms/decide.ts";
import type { Handler } from "./handler.ts";

export const update: Handler<"update"> = async (session, { name, media }, { store, clock }) => {
  const { state, connection, room } = session;
  if (state.kind !== "inside") return { ok: false, code: "not-joined" };
  const command = {
    type: "update",
    participant: state.participant,
    connection: connection.id,
    ...(name === undefined ? {} : { name }),
    ...(media === undefined ? {} : { media }),
  } as const;
  const decision = await store.transact(room.id, (current) => decide(current, command, clock.now()));
  return decision.ok ? { ok: true, result: {} } : decision;
};
