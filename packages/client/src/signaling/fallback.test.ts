import { describe, expect, it } from "vitest";
import { openWithFallback } from "./fallback.ts";
import type { OpenTransport, TransportListener } from "./transport.ts";

function setUp(
  how: { pollingFirst?: boolean; hasWebSocket?: boolean; loads?: boolean; isThere?: boolean } = {},
) {
  const { pollingFirst = false, hasWebSocket = true, loads = true, isThere } = how;
  const heard: string[] = [];
  const tried: { name: string; listener: TransportListener; sent: string[]; closed: boolean }[] = [];
  const transport =
    (name: string): OpenTransport =>
    (_, listener) => {
      const one = { name, listener, sent: [] as string[], closed: false };
      tried.push(one);
      return {
        send: (text) => one.sent.push(text),
        close() {
          one.closed = true;
        },
      };
    };
  const opened = openWithFallback(
    {
      webSocket: hasWebSocket ? transport("websocket") : null,
      loadPolling: () =>
        loads ? Promise.resolve(transport("polling")) : Promise.reject(new Error("offline")),
      knock: () => Promise.resolve(isThere ?? false),
    },
    { pollingFirst, knockFirst: isThere !== undefined },
    new URL("https://calls.example/socket.io/"),
    { open: () => heard.push("open"), text: () => heard.push("text"), lost: () => heard.push("lost") },
  );
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { heard, tried, opened, settle, names: () => tried.map(({ name }) => name) };
}

describe("fallback", () => {
  it("uses a WebSocket where one opens, and is lost with it", async () => {
    const { heard, tried, opened, settle, names } = setUp();
    tried[0]?.listener.open();
    opened.send("a");
    tried[0]?.listener.lost();
    await settle();
    expect(heard).toEqual(["open", "lost"]);
    expect(tried[0]?.sent).toEqual(["a"]);
    expect(names()).toEqual(["websocket"]);
  });

  it("[C1] polls in the same try where none opens", async () => {
    const { heard, tried, opened, settle, names } = setUp();
    tried[0]?.listener.lost();
    await settle();
    tried[1]?.listener.open();
    opened.send("a");
    expect(names()).toEqual(["websocket", "polling"]);
    expect(heard).toEqual(["open"]);
    expect(tried[1]?.sent).toEqual(["a"]);
    tried[1]?.listener.lost();
    expect(heard).toEqual(["open", "lost"]);
  });

  it.each([{ pollingFirst: true }, { hasWebSocket: false }])("polls at once: %o", async (options) => {
    const { settle, names } = setUp(options);
    await settle();
    expect(names()).toEqual(["polling"]);
  });

  it("is lost when polling can't be loaded", async () => {
    const { heard, settle } = setUp({ pollingFirst: true, loads: false });
    await settle();
    expect(heard).toEqual(["lost"]);
  });

  it("opens nothing while a knock finds no server", async () => {
    const { heard, settle, names } = setUp({ isThere: false });
    await settle();
    expect(names()).toEqual([]);
    expect(heard).toEqual(["lost"]);
  });

  it("goes on as usual when the server answers the knock, unless it is closed by then", async () => {
    const first = setUp({ isThere: true });
    await first.settle();
    expect(first.names()).toEqual(["websocket"]);
    const second = setUp({ isThere: true });
    second.opened.close();
    await second.settle();
    expect(second.names()).toEqual([]);
    expect(second.heard).toEqual([]);
  });

  it("opens nothing more once it is closed", async () => {
    const { heard, tried, opened, settle, names } = setUp();
    tried[0]?.listener.lost();
    opened.close();
    await settle();
    expect(names()).toEqual(["websocket"]);
    expect(heard).toEqual([]);
  });
});
