import { describe, expect, it } from "vitest";
import { bob, seat } from "../testing/messages.ts";
import { afterEvent, nextFold, pictureOf, presenceOf } from "./picture.ts";

const away = (silentMs: number) => ({ ...bob, state: { kind: "away" as const, silentMs } });

describe("picture", () => {
  const picture = pictureOf(seat({}, [bob]).snapshot, 100_000);

  it("knows everybody, and how old the call is", () => {
    expect([...picture.members.keys()]).toHaveLength(2);
    expect(picture.startedAt).toBe(40_000);
  });

  it("[E4] follows events, and leaves the former picture alone", () => {
    const gone = afterEvent(picture, { type: "left", participant: bob.id, reason: "left" }, 0);
    expect(gone.members.has(bob.id)).toBe(false);
    expect(picture.members.has(bob.id)).toBe(true);
    const renamed = afterEvent(picture, { type: "changed", participant: { ...bob, name: "Bo" } }, 0);
    expect(renamed.members.get(bob.id)?.participant.name).toBe("Bo");
    expect(afterEvent(gone, { type: "left", participant: bob.id, reason: "left" }, 0)).toBe(gone);
    const back = afterEvent(gone, { type: "joined", participant: bob }, 0);
    expect(back.members.has(bob.id)).toBe(true);
  });

  it("[S5] folds whoever has been silent for 20 s, counted from the last sign of life", () => {
    const changed = afterEvent(picture, { type: "changed", participant: away(10_000) }, 100_000);
    const member = changed.members.get(bob.id);
    if (!member) throw new Error("Bob is not in the picture");
    expect(presenceOf(member, 100_000)).toBe("away");
    expect(nextFold(changed, 100_000)).toBe(110_000);
    expect(presenceOf(member, 110_000)).toBe("folded");
    expect(nextFold(changed, 110_000)).toBeNull();
  });

  it("folds nobody who is here", () => {
    expect(nextFold(picture, 0)).toBeNull();
  });
});
