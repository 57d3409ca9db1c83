import type { Handler } from "./handler.ts";

export const ice: Handler<"ice"> = (session, _payload, deps) => {
  const { state } = session;
  if (state.kind !== "inside") return { ok: false, code: "not-joined" };
  return { ok: true, result: deps.ice.member(state.participant) };
};
