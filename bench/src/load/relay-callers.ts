import { io, type Socket } from "socket.io-client";
import type { Callers } from "./callers.ts";
import { countdown, inParallel } from "./expect.ts";
import { allCandidates, candidateUfrag, type Script } from "./script.ts";

async function connect(url: string): Promise<Socket> {
  const socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

/** Speaks as simple-peer over the plain relay does: every candidate is a message. */
export function createRelayCallers(url: string, script: Script): Callers {
  const candidates = allCandidates(script).map((candidate) => ({
    type: "candidate",
    candidate: { candidate, sdpMLineIndex: 0, sdpMid: "0", usernameFragment: candidateUfrag },
  }));
  const staying: Socket[] = [];
  return {
    async idle(count) {
      const before = staying.length;
      await inParallel(count, 20, async (index) => {
        const socket = await connect(url);
        await socket.emitWithAck("join", `idle-${Math.floor((before + index) / 2)}`);
        staying.push(socket);
      });
    },
    async prepare() {},
    async call(index) {
      const heard = countdown("signals", 2 * (1 + candidates.length));
      const hear = (socket: Socket, then?: (from: string) => void): void => {
        socket.on("signal", ({ from, data }) => {
          heard.tick();
          if (data.type === "offer") then?.(from);
        });
      };
      const joinMs: number[] = [];
      const enter = async (): Promise<{ socket: Socket; others: string[] }> => {
        const socket = await connect(url);
        const before = performance.now();
        const others: string[] = await socket.emitWithAck("join", `call-${index}`);
        joinMs.push(performance.now() - before);
        return { socket, others };
      };
      const say = (socket: Socket, to: string, data: unknown): void => {
        socket.emit("signal", { to, data });
      };
      const { socket: a } = await enter();
      hear(a, (from) => {
        say(a, from, { type: "answer", sdp: script.answer });
        for (const candidate of candidates) say(a, from, candidate);
      });
      const { socket: b, others } = await enter();
      hear(b);
      for (const other of others) {
        say(b, other, { type: "offer", sdp: script.offer });
        for (const candidate of candidates) say(b, other, candidate);
      }
      await heard.done;
      b.disconnect();
      a.disconnect();
      return { joinMs };
    },
  };
}
