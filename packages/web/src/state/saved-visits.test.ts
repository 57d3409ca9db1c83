import { describe, expect, it } from "vitest";
import { createSavedVisits, type SavedVisit } from "./saved-visits.ts";
import { createMemoryShelf } from "./shelf.ts";

const visit: SavedVisit = {
  seat: { participant: "p".repeat(16), secret: "s".repeat(32) },
  microphone: true,
  camera: false,
  silent: false,
  since: 1_000,
};

describe("saved visits", () => {
  it("come back by room", () => {
    const visits = createSavedVisits(createMemoryShelf());
    visits.write("owl", visit);
    expect(visits.read("owl")).toEqual(visit);
    expect(visits.read("fox")).toBeNull();
    visits.remove("owl");
    expect(visits.read("owl")).toBeNull();
  });

  it.each([
    {},
    { ...visit, seat: null },
    { ...visit, seat: { participant: 1, secret: "s" } },
    { ...visit, microphone: "yes" },
    { ...visit, since: "now" },
  ])("of another shape do not count: %j", (broken) => {
    const shelf = createMemoryShelf();
    shelf.set("visit:owl", JSON.stringify(broken));
    expect(createSavedVisits(shelf).read("owl")).toBeNull();
  });
});
