import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import type { Answer, ClientEvents, RequestResult, ServerEvents, Signal, Welcome } from "@confab/protocol";
import { PROTOCOL_VERSION } from "@confab/protocol";
import { io, type Socket } from "socket.io-client";
import type { Callers } from "./callers.ts";
import { countdown, inParallel } from "./expect.ts";
import { candidateUfrag, type Script } from "./script.ts";

type Client = Socket<ServerEvents, ClientEvents>;

interface Invite {
  readonly room: string;
  readonly guestKey: string;
}

const requestId = (): string => randomBytes(12).toString("base64url");

/** Room making is limited per address, so each is asked for from another address of the loopback network. */
function createRoom(url: string, index: number): Promise<Invite> {
  const agent = new Agent({ localAddress: `127.1.${Math.floor(index / 250) % 250}.${(index % 250) + 1}` });
  return new Promise((resolve, reject) => {
    const post = request(
      `${url}api/v1/rooms`,
      { method: "POST", agent, headers: { "content-type": "application/json" } },
      (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => {
          agent.destroy();
          if (response.statusCode === 201 || response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`room making answered ${response.statusCode}`));
        });
      },
    );
    post.on("error", reject);
    post.end("{}");
  });
}

async function connect(url: string, invite: Invite): Promise<Client> {
  const socket: Client = io(url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: {
      protocol: PROTOCOL_VERSION,
      client: "confab-bench/0.1.0",
      room: invite.room,
      key: invite.guestKey,
    },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect_error", reject);
    socket.once("welcome", (_: Welcome, seen) => {
      seen();
      resolve();
    });
  });
  return socket;
}

function resultOf<T>(answer: { ok: true; result: T } | { ok: false; error: { code: string } }): T {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.result;
}

function join(socket: Client, name: string, opening?: object): Promise<RequestResult<"join">> {
  const payload = {
    id: requestId(),
    name,
    media: { microphone: true, camera: true },
    ...(opening ? { opening } : {}),
  } as Parameters<ClientEvents["join"]>[0];
  return socket.emitWithAck("join", payload).then((answer: Answer<"join">) => resultOf(answer));
}

const wrapped = (candidates: readonly string[]) =>
  candidates.map((candidate) => ({ candidate, mid: "0", ufrag: candidateUfrag }));

/**
 * Speaks as the SDK does: the newcomer's offer goes with the join and has its host candidates in it; the other's
 * answer is followed by its candidates, the first alone and then in batches as they become known; every signal is
 * acknowledged.
 */
export function createConfabCallers(url: string, script: Script): Callers {
  const invites: Invite[] = [];
  const staying: Client[] = [];
  let made = 0;
  const makeRooms = async (count: number, into: Invite[]): Promise<void> => {
    await inParallel(count, 10, async (index) => {
      into[index] = await createRoom(url, made++);
    });
  };
  const inline = script.hostCandidates.map((candidate) => `a=${candidate}\r\n`).join("");
  const opening = {
    description: {
      type: "offer",
      sdp: script.offer + inline,
      tracks: { 0: "microphone", 1: "camera" },
      round: 1,
    },
  };
  const answer = { type: "answer", sdp: script.answer, round: 1 };
  const hosts = wrapped(script.hostCandidates);
  const lateBatches = [wrapped(script.reflexiveCandidates), wrapped(script.relayedCandidates)];
  const answerBatches = [hosts.slice(0, 1), hosts.slice(1), ...lateBatches];
  const say = async (socket: Client, to: string, life: number, step: object): Promise<void> => {
    const payload = { id: requestId(), to, life, generation: 1, ...step };
    resultOf(await socket.emitWithAck("signal", payload as Parameters<ClientEvents["signal"]>[0]));
  };
  const leave = async (socket: Client): Promise<void> => {
    resultOf(await socket.emitWithAck("leave", { id: requestId() }));
    socket.disconnect();
  };
  return {
    async idle(count) {
      const rooms: Invite[] = [];
      await makeRooms(Math.ceil(count / 2), rooms);
      await inParallel(rooms.length, 10, async (index) => {
        const invite = rooms[index];
        if (!invite) return;
        for (const name of ["Ada", "Grace"].slice(0, count - index * 2)) {
          const socket = await connect(url, invite);
          await join(socket, name);
          staying.push(socket);
        }
      });
    },
    prepare: (calls) => makeRooms(calls - invites.length, invites),
    async call(index) {
      const invite = invites[index % invites.length];
      if (!invite) throw new Error("no room is prepared");
      const joinMs: number[] = [];
      const timedJoin = async (...args: Parameters<typeof join>): Promise<RequestResult<"join">> => {
        const before = performance.now();
        const seat = await join(...args);
        joinMs.push(performance.now() - before);
        return seat;
      };
      const heard = countdown("signals", 1 + lateBatches.length + 1 + answerBatches.length);
      const sayBatches = async (
        socket: Client,
        to: string,
        life: number,
        batches: typeof answerBatches,
      ): Promise<void> => {
        for (const candidates of batches) await say(socket, to, life, { candidates });
      };
      const a = await connect(url, invite);
      const work: Promise<void>[] = [];
      a.on("signal", ({ from, life, description: offered }: Signal) => {
        heard.tick();
        if (offered?.type !== "offer") return;
        const answering = say(a, from, life, { description: answer }).then(() =>
          sayBatches(a, from, life, answerBatches),
        );
        // It fails the call below; until then nobody may wait for it.
        answering.catch(() => undefined);
        work.push(answering);
      });
      await timedJoin(a, "Ada");
      const b = await connect(url, invite);
      b.on("signal", () => heard.tick());
      const { opened } = await timedJoin(b, "Grace", opening);
      if (opened === undefined) throw new Error("the opening went to nobody");
      await sayBatches(b, opened, 1, lateBatches);
      await heard.done;
      await Promise.all(work);
      await leave(b);
      await leave(a);
      return { joinMs };
    },
  };
}
