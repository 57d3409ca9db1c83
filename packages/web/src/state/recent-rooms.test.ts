import { describe, expect, it } from "vitest";
import { createRecentRooms, withVisit } from "./recent-rooms.ts";
import { createMemoryShelf } from "./shelf.ts";

describe("recent rooms", () => {
  it("have the last visited in front, once", () => {
    const rooms = createRecentRooms(createMemoryShelf());
    rooms.add({ room: "owl", key: "k1", at: 1 });
    rooms.add({ room: "fox", key: null, at: 2 });
    rooms.add({ room: "owl", key: "k2", at: 3 });
    expect(rooms.list().map(({ room, key }) => [room, key])).toEqual([
      ["owl", "k2"],
      ["fox", null],
    ]);
  });

  it("keep the key of an earlier visit when this one came without", () => {
    const rooms = createRecentRooms(createMemoryShelf());
    rooms.add({ room: "owl", key: "host", at: 1 });
    rooms.add({ room: "owl", at: 2 });
    expect(rooms.list()).toEqual([{ room: "owl", key: "host", at: 2 }]);
  });

  it("can be forgotten", () => {
    const rooms = createRecentRooms(createMemoryShelf());
    rooms.add({ room: "owl", key: "k", at: 1 });
    rooms.remove("owl");
    expect(rooms.list()).toEqual([]);
  });

  it("are few on the page and bounded on the device", () => {
    const rooms = createRecentRooms(createMemoryShelf());
    for (let at = 0; at < 200; at++) rooms.add({ room: `room-${at}`, at });
    expect(rooms.list()).toHaveLength(5);
    let list = rooms.list();
    for (let at = 0; at < 200; at++) list = withVisit(list, { room: `other-${at}`, at });
    expect(list).toHaveLength(5);
  });
});
