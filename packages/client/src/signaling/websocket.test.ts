import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { FakeWebSocket } from "../testing/fake-web-socket.ts";
import { webSocketTransport } from "./websocket.ts";

const opening = '0{"sid":"s","upgrades":[],"pingInterval":5000,"pingTimeout":4000,"maxPayload":65536}';

function setUp() {
  const clock = createFakeClock();
  const sockets: FakeWebSocket[] = [];
  const heard: unknown[] = [];
  const open = webSocketTransport((url) => {
    const socket = new FakeWebSocket(url);
    sockets.push(socket);
    return socket;
  }, clock);
  const transport = open(new URL("https://calls.example/base/socket.io/"), {
    open: () => heard.push("open"),
    text: (text) => heard.push(text),
    lost: () => heard.push("lost"),
  });
  const [socket] = sockets;
  if (!socket) throw new Error("No socket was made");
  return { clock, transport, socket, heard };
}

describe("Engine.IO over a WebSocket", () => {
  it("[C1] asks the server's path for protocol 4", () => {
    expect(setUp().socket.url.href).toBe("wss://calls.example/base/socket.io/?EIO=4&transport=websocket");
  });

  it("opens with the server's first packet, and carries text both ways", () => {
    const { transport, socket, heard } = setUp();
    transport.send("too early");
    socket.say(opening);
    transport.send("hello");
    socket.say("4world");
    expect(heard).toEqual(["open", "world"]);
    expect(socket.sent).toEqual(["4hello"]);
  });

  it("[C7] gives signs of life, and notices when nobody asks for them any more", async () => {
    const { clock, socket, heard } = setUp();
    socket.say(opening);
    for (let round = 0; round < 4; round += 1) {
      await clock.advance(8_000);
      socket.say("2");
    }
    expect(socket.sent).toEqual(["3", "3", "3", "3"]);
    expect(heard).toEqual(["open"]);
    await clock.advance(9_100);
    expect(heard).toEqual(["open", "lost"]);
    expect(socket.readyState).toBe(3);
  });

  it.each([
    ["the connection breaks", (socket: FakeWebSocket) => socket.lose()],
    ["the server closes", (socket: FakeWebSocket) => socket.say("1")],
    ["the first packet makes no sense", (socket: FakeWebSocket) => socket.say("0{}")],
  ])("is lost once when %s", (_, happen) => {
    const { socket, heard } = setUp();
    happen(socket);
    socket.lose();
    socket.say("4late");
    expect(heard).toEqual(["lost"]);
  });

  it("is silent after close", async () => {
    const { clock, transport, socket, heard } = setUp();
    socket.say(opening);
    transport.close();
    transport.close();
    socket.lose();
    socket.say("4late");
    await clock.advance(60_000);
    expect(heard).toEqual(["open"]);
  });

  it("ignores what it does not know", () => {
    const { socket, heard } = setUp();
    socket.say(opening);
    socket.say("6");
    socket.say(new ArrayBuffer(4));
    expect(heard).toEqual(["open"]);
  });
});
