import { describe, expect, it } from "vitest";
import type { LegView } from "../legs/leg.ts";
import { FakeTrack } from "../testing/fake-track.ts";
import { bob } from "../testing/messages.ts";
import { createRoster } from "./roster.ts";

const member = { participant: bob, silentSince: null };
const view = (tracks: ["camera" | "microphone", MediaStreamTrack][], sinceMs = 0): LegView => ({
  state: { kind: "recovering", step: "wait", sinceMs },
  tracks: new Map(tracks),
  audioOnly: false,
});

describe("roster", () => {
  it("tells of a change once, and not of time passing", () => {
    const roster = createRoster();
    expect(roster.put(member, view([]), 0)).toMatchObject({ name: "bob", presence: "active" });
    expect(roster.put(member, view([], 900), 1)).toBeNull();
    expect(roster.put({ ...member, silentSince: 0 }, view([]), 1)?.presence).toBe("away");
  });

  it("keeps the same object for the same track", () => {
    const roster = createRoster();
    const track = new FakeTrack("video");
    const first = roster.put(member, view([["camera", track]]), 0);
    const second = roster.put(
      { ...member, participant: { ...bob, name: "Bo" } },
      view([["camera", track]]),
      0,
    );
    expect(second?.tracks).toBe(first?.tracks);
    const third = roster.put(member, view([["camera", new FakeTrack("video")]]), 0);
    expect(third?.tracks.get("camera")).not.toBe(first?.tracks.get("camera"));
    const fourth = roster.put(member, view([]), 0);
    expect(fourth?.tracks.size).toBe(0);
  });

  it("gives whoever is gone, once", () => {
    const roster = createRoster();
    roster.put(member, view([]), 0);
    expect(roster.remove(bob.id)?.id).toBe(bob.id);
    expect(roster.remove(bob.id)).toBeNull();
  });
});
