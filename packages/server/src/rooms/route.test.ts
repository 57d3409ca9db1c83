import { expect, test } from "vitest";
import { openingTarget, route } from "./route.ts";
import { acted, newRoom, start } from "./testing/acted.ts";
import { idOf, joinCommand, resumeCommand } from "./testing/samples.ts";

const room = acted(newRoom(3), [joinCommand("Ann"), joinCommand("Ben")]);
const ann = { participant: idOf("Ann"), connection: "Ann-1" };
const ben = { participant: idOf("Ben"), life: 1 };
const benSilent = acted(room, [
  { type: "drop", participant: idOf("Ben"), connection: "Ben-1", lastSignOfLife: start },
]);

test("[N1] a signal between two who are in the call passes, with its sender's life", () => {
  expect(route(room, ann, ben)).toMatchObject({
    ok: true,
    connection: "Ben-1",
    from: { id: idOf("Ann"), life: 1 },
  });
});

test.each([
  ["a sender who is not in the call", room, { ...ann, participant: idOf("Cleo") }, ben, "not-joined"],
  ["a sender's connection that was replaced", room, { ...ann, connection: "Ann-0" }, ben, "not-joined"],
  ["no room", null, ann, ben, "not-joined"],
  [
    "a recipient who is not in the call",
    room,
    ann,
    { ...ben, participant: idOf("Cleo") },
    "no-such-participant",
  ],
  ["oneself", room, ann, { participant: idOf("Ann"), life: 1 }, "no-such-participant"],
  ["a recipient without a connection", benSilent, ann, ben, "unreachable"],
  ["a former life", acted(room, [resumeCommand("Ben", { fresh: true })]), ann, ben, "stale"],
  ["a life to come", room, ann, { ...ben, life: 2 }, "stale"],
])("[N2] %s: refused", (_, document, from, to, code) => {
  expect(route(document, from, to)).toEqual({ ok: false, code });
});

test("[J7] the opening goes to whoever has been there longest and is connected", () => {
  const full = acted(room, [joinCommand("Cleo")]);
  expect(openingTarget(full, idOf("Cleo"))?.name).toBe("Ann");
  const annSilent = acted(full, [
    { type: "drop", participant: idOf("Ann"), connection: "Ann-1", lastSignOfLife: start },
  ]);
  expect(openingTarget(annSilent, idOf("Cleo"))?.name).toBe("Ben");
  expect(openingTarget(acted(newRoom(), [joinCommand("Ann")]), idOf("Ann"))).toBeNull();
});
