import type { EntranceState } from "@confab/client";
import { describe, expect, it } from "vitest";
import { createFakeEntrance, type FakeEntrance } from "../gallery/fake-entrance.ts";
import { createFakeMedia, type FakeMedia } from "../gallery/fake-media.ts";
import { createFakeRoom } from "../gallery/fake-room.ts";
import { createRecentRooms } from "../state/recent-rooms.ts";
import { createSavedVisits } from "../state/saved-visits.ts";
import { createMemoryShelf } from "../state/shelf.ts";
import { openVisit, type VisitOptions } from "./visit.ts";

const open: EntranceState = {
  kind: "open",
  relay: true,
  face: { entitled: "guest", room: "owl", mode: "call", capacity: 2, present: [] },
};
const seat = { participant: "y".repeat(16), secret: "s".repeat(32) };
const track = { kind: "video" } as MediaStreamTrack;

/** One tab at the door of the room "owl". */
function tab(first: EntranceState = { kind: "connecting", attempt: 1 }, failure?: Error) {
  const media: FakeMedia = createFakeMedia({ sound: () => track, picture: () => track });
  const room = createFakeRoom({ name: "owl", you: { name: "Anna", role: "guest" }, media });
  const entrance: FakeEntrance = createFakeEntrance({
    media,
    state: first,
    room: () => room,
    ...(failure ? { failure } : {}),
  });
  const seats: unknown[] = [];
  let clock = 1_000;
  const visits = createSavedVisits(createMemoryShelf());
  const recent = createRecentRooms(createMemoryShelf());
  const deps = {
    sdk: {
      createLocalMedia: () => media,
      openEntrance: (options: { seat?: unknown }) => {
        seats.push(options.seat);
        return entrance;
      },
    },
    base: new URL("https://meet.example.org/"),
    visits,
    recent,
    devices: () => ({ microphone: "", camera: "", speaker: "" }),
    now: () => clock,
  };
  return {
    media,
    room,
    entrance,
    seats,
    visits,
    recent,
    wait: (ms: number) => {
      clock += ms;
    },
    visit: (options: Partial<VisitOptions> = {}) => openVisit(deps, { room: "owl", key: null, ...options }),
  };
}

describe("a first visit", () => {
  it("stands outside, joins, and saves its seat", async () => {
    const { entrance, visit: start, visits, recent } = tab();
    const visit = start();
    expect(visit.state.value.kind).toBe("outside");
    entrance.set(open);
    await visit.join("Anna");
    expect(visit.state.value.kind).toBe("inside");
    expect(visits.read("owl")).toMatchObject({ seat, microphone: false, camera: false });
    expect(recent.list()).toHaveLength(1);
  });

  it("says why it was not let in, and stays outside", async () => {
    const refusal = Object.assign(new Error("full"), { code: "room-full" });
    const { visit: start, visits } = tab(open, refusal);
    const visit = start();
    await visit.join("Anna");
    expect(visit.failure.value).toBe("room-full");
    expect(visit.state.value.kind).toBe("outside");
    expect(visits.read("owl")).toBeNull();
  });

  it("keeps up with camera, microphone, sound and a new secret", async () => {
    const { visit: start, media, visits, room } = tab(open);
    const visit = start();
    await visit.join("Anna");
    await media.camera.turnOn();
    visit.silent.value = true;
    room.reseat({ ...seat, secret: "n".repeat(32) });
    expect(visits.read("owl")).toMatchObject({
      seat: { secret: "n".repeat(32) },
      camera: true,
      microphone: false,
      silent: true,
    });
  });
});

describe("a reload", () => {
  const saved = { seat, microphone: true, camera: false, silent: true, since: 400 };

  it("brings the seat along and switches on what was on, at once", () => {
    const { visit: start, visits, media, seats } = tab();
    visits.write("owl", saved);
    const visit = start();
    expect(seats).toEqual([seat]);
    expect(visit.state.value.kind).toBe("returning");
    expect(media.microphone.state.kind).toBe("on");
    expect(media.camera.state.kind).toBe("off");
    expect(visit.silent.value).toBe(true);
  });

  it("is back inside without a click, and the visit is as old as it was", () => {
    const { visit: start, visits, entrance, room } = tab();
    visits.write("owl", saved);
    const visit = start();
    entrance.set({ kind: "inside", room });
    expect(visit.state.value).toMatchObject({ kind: "inside", since: 400 });
  });

  it("stands outside when the seat is gone", () => {
    const { visit: start, visits, entrance } = tab();
    visits.write("owl", saved);
    const visit = start();
    entrance.set(open);
    expect(visit.state.value.kind).toBe("outside");
  });
});

describe("the end", () => {
  it("gives seat, camera and connection back, and knows how long it was", async () => {
    const { visit: start, visits, media, entrance, room, wait } = tab(open);
    const visit = start();
    await visit.join("Anna");
    await media.camera.turnOn();
    wait(5_000);
    await room.leave();
    expect(visit.state.value).toEqual({
      kind: "over",
      reason: "left",
      lastedMs: 5_000,
      sat: { name: "Anna", microphone: false, camera: true, silent: false },
    });
    expect(visits.read("owl")).toBeNull();
    expect(media.closed).toBe(true);
    expect(entrance.closed).toBe(true);
  });

  it("leaves when the page turns to something else", async () => {
    const { visit: start, visits, media, room } = tab(open);
    const visit = start();
    await visit.join("Anna");
    visit.close();
    visit.close();
    expect(room.state).toEqual({ kind: "closed", reason: "left" });
    expect(media.closed).toBe(true);
    expect(visits.read("owl")).toBeNull();
  });
});

describe("rejoining", () => {
  const again = { name: "Anna", microphone: false, camera: true, silent: false };

  it("goes in by itself, sitting as before", async () => {
    const { visit: start, entrance, media } = tab();
    const visit = start({ again });
    expect(visit.state.value.kind).toBe("returning");
    entrance.set(open);
    await expect.poll(() => visit.state.value.kind).toBe("inside");
    expect(media.camera.state.kind).toBe("on");
    expect(media.microphone.state.kind).toBe("off");
  });

  it("shows the door when it is shut", async () => {
    const { visit: start, entrance } = tab(
      { kind: "connecting", attempt: 1 },
      Object.assign(new Error("full"), { code: "room-full" }),
    );
    const visit = start({ again });
    entrance.set(open);
    await expect.poll(() => visit.failure.value).toBe("room-full");
    expect(visit.state.value.kind).toBe("outside");
  });
});
