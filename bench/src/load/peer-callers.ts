import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";
import type { Callers } from "./callers.ts";
import { countdown, inParallel } from "./expect.ts";
import { allCandidates, candidateUfrag, type Script } from "./script.ts";

/** As in PeerJS 1.5, `options.pingInterval`. */
const heartbeatMs = 5_000;

interface Client {
  readonly id: string;
  readonly socket: WebSocket;
}

/** Connects as PeerJS does: asks for an id by HTTP, then opens the socket. */
async function connect(
  url: string,
  onMessage: (message: { type: string; src: string }) => void,
): Promise<Client> {
  const id = await (await fetch(`${url}peerjs/id?ts=${Date.now()}${Math.random()}&version=1.5.5`)).text();
  const token = randomBytes(6).toString("hex");
  const socket = new WebSocket(
    `${url.replace("http", "ws")}peerjs?key=peerjs&id=${id}&token=${token}&version=1.5.5`,
  );
  const beat = setInterval(() => socket.send('{"type":"HEARTBEAT"}'), heartbeatMs);
  socket.on("close", () => clearInterval(beat));
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", (data) => {
      const message = JSON.parse(String(data));
      if (message.type === "OPEN") resolve();
      else onMessage(message);
    });
  });
  return { id, socket };
}

/** Speaks as PeerJS does: no rooms, every candidate is a message. */
export function createPeerCallers(url: string, script: Script): Callers {
  const connectionId = "mc_7k2p9x4q1zc";
  const say = ({ socket }: Client, type: string, dst: string, payload: object): void => {
    socket.send(JSON.stringify({ type, dst, payload: { ...payload, type: "media", connectionId } }));
  };
  const candidates = allCandidates(script).map((candidate) => ({
    candidate: { candidate, sdpMLineIndex: 0, sdpMid: "0", usernameFragment: candidateUfrag },
  }));
  const sayCandidates = (client: Client, to: string): void => {
    for (const candidate of candidates) say(client, "CANDIDATE", to, candidate);
  };
  const staying: Client[] = [];
  return {
    async idle(count) {
      await inParallel(count, 20, async () => {
        staying.push(await connect(url, () => undefined));
      });
    },
    async prepare() {},
    async call() {
      const heard = countdown("messages", 2 * (1 + candidates.length));
      const a = await connect(url, ({ type, src }) => {
        heard.tick();
        if (type !== "OFFER") return;
        say(a, "ANSWER", src, { sdp: { type: "answer", sdp: script.answer } });
        sayCandidates(a, src);
      });
      const b = await connect(url, () => heard.tick());
      say(b, "OFFER", a.id, { sdp: { type: "offer", sdp: script.offer }, metadata: undefined });
      sayCandidates(b, a.id);
      await heard.done;
      b.socket.close();
      a.socket.close();
      return { joinMs: [] };
    },
  };
}
