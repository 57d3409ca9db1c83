import { describe, expect, it } from "vitest";
import { ackPacket, connectPacket, eventPacket, readPacket } from "./packets.ts";

describe("packets", () => {
  it("writes what Socket.IO's protocol calls for", () => {
    expect(connectPacket({ room: "a" })).toBe('0{"room":"a"}');
    expect(eventPacket(7, "join", { id: "x" })).toBe('27["join",{"id":"x"}]');
    expect(ackPacket("3")).toBe("33[]");
  });

  it.each([
    ['0{"sid":"s"}', { type: "connected" }],
    ["1", { type: "disconnected" }],
    ['2["beat",{"n":1}]', { type: "event", args: ["beat", { n: 1 }], ack: null }],
    ['212["welcome",{}]', { type: "event", args: ["welcome", {}], ack: "12" }],
    ['34[{"ok":true}]', { type: "ack", args: [{ ok: true }], ack: "4" }],
    ["35[]", { type: "ack", args: [], ack: "5" }],
    [
      '4{"message":"no","data":{"code":"x"}}',
      { type: "refused", error: { message: "no", data: { code: "x" } } },
    ],
  ])("reads %s", (text, packet) => {
    expect(readPacket(text)).toEqual(packet);
  });

  it.each(["", "9", "51-[]", "hello", "{}", new ArrayBuffer(3), null])("takes %s for nothing", (text) => {
    expect(readPacket(text)).toBeNull();
  });

  it("survives broken JSON", () => {
    expect(readPacket('2["a"')).toEqual({ type: "event", args: [], ack: null });
  });
});
