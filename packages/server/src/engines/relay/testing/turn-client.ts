import { createHash, createHmac } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import ipaddr from "ipaddr.js";
import { type Attribute, decode, encode, newTransaction, type StunMessage } from "../../stun/message.ts";

/** Methods of RFC 8656 section 17, as requests. */
const request = { allocate: 0x0003, refresh: 0x0004, createPermission: 0x0008, channelBind: 0x0009 } as const;
type Request = keyof typeof request;

const attribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
} as const;

const magicCookie = Buffer.from([0x21, 0x12, 0xa4, 0x42]);
const udp = 17;

export interface Peer {
  readonly address: string;
  readonly port: number;
}

/** The code of an error response, or 0 for success. */
export type Code = number;

function xorAddress(peer: Peer, transaction: Buffer): Buffer {
  const bytes = ipaddr.parse(peer.address).toByteArray();
  const mask = Buffer.concat([magicCookie, transaction]);
  const head = Buffer.from([0, bytes.length === 4 ? 1 : 2, 0, 0]);
  head.writeUInt16BE(peer.port ^ 0x2112, 2);
  return Buffer.concat([head, Buffer.from(bytes.map((byte, at) => byte ^ (mask[at] ?? 0)))]);
}

function fromXorAddress(value: Buffer, transaction: Buffer): Peer {
  const mask = Buffer.concat([magicCookie, transaction]);
  const bytes = [...value.subarray(4)].map((byte, at) => byte ^ (mask[at] ?? 0));
  return { address: ipaddr.fromByteArray(bytes).toString(), port: value.readUInt16BE(2) ^ 0x2112 };
}

function number(value: number, size: 2 | 4): Buffer {
  const bytes = Buffer.alloc(4);
  if (size === 4) bytes.writeUInt32BE(value, 0);
  else bytes.writeUInt16BE(value, 0);
  return bytes;
}

/** HMAC over all that precedes it, with the length as if it ended there (RFC 8489 section 14.5). */
function sign(message: StunMessage, key: Buffer): StunMessage {
  const room: Attribute = { type: attribute.messageIntegrity, value: Buffer.alloc(20) };
  const whole = encode({ ...message, attributes: [...message.attributes, room] });
  const value = createHmac("sha1", key).update(whole.subarray(0, -24)).digest();
  return { ...message, attributes: [...message.attributes, { type: room.type, value }] };
}

function find(message: StunMessage, type: number): Buffer | null {
  return message.attributes.find((each) => each.type === type)?.value ?? null;
}

function codeOf(message: StunMessage): Code {
  const value = find(message, attribute.errorCode);
  return value ? (value[2] ?? 0) * 100 + (value[3] ?? 0) : 0;
}

function exchange(socket: Socket, server: Peer, message: StunMessage): Promise<StunMessage> {
  return new Promise((resolve, reject) => {
    const bytes = encode(message);
    const send = () => socket.send(bytes, server.port, server.address);
    const again = setInterval(send, 500);
    const limit = setTimeout(() => done(() => reject(new Error("the TURN server does not answer"))), 10_000);
    const done = (finish: () => void) => {
      clearInterval(again);
      clearTimeout(limit);
      socket.off("message", listen);
      finish();
    };
    const listen = (received: Buffer) => {
      const answer = decode(received);
      if (answer?.transaction.equals(message.transaction)) done(() => resolve(answer));
    };
    socket.on("message", listen);
    send();
  });
}

/** As much of a TURN client (RFC 8656, long-term credentials, UDP) as tests need. */
export interface TurnClient {
  /** 0 and the relayed address, or the code of the refusal. */
  allocate(family?: 4 | 6): Promise<{ code: Code; relayed: Peer | null }>;
  createPermission(peer: string): Promise<Code>;
  channelBind(channel: number, peer: Peer): Promise<Code>;
  /** Gives the allocation back, and the socket. */
  close(): Promise<void>;
}

export function createTurnClient(
  server: Peer,
  credentials: { username: string; credential: string },
): TurnClient {
  const socket = createSocket(server.address.includes(":") ? "udp6" : "udp4");
  let realm = Buffer.alloc(0);
  let nonce = Buffer.alloc(0);
  let allocated = false;

  async function ask(name: Request, attributes: (transaction: Buffer) => Attribute[]): Promise<StunMessage> {
    for (let attempt = 0; ; attempt += 1) {
      const transaction = newTransaction();
      const plain: StunMessage = { type: request[name], transaction, attributes: attributes(transaction) };
      const answer = await exchange(socket, server, realm.length > 0 ? signed(plain) : plain);
      const code = codeOf(answer);
      const challenged = (code === 401 && realm.length === 0) || code === 438;
      if (!challenged || attempt === 2) return answer;
      realm = Buffer.from(find(answer, attribute.realm) ?? realm);
      nonce = Buffer.from(find(answer, attribute.nonce) ?? nonce);
    }
  }

  function signed(message: StunMessage): StunMessage {
    const { username, credential } = credentials;
    const key = createHash("md5").update(`${username}:${realm.toString()}:${credential}`).digest();
    const who = [
      { type: attribute.username, value: Buffer.from(username) },
      { type: attribute.realm, value: realm },
      { type: attribute.nonce, value: nonce },
    ];
    return sign({ ...message, attributes: [...message.attributes, ...who] }, key);
  }

  return {
    async allocate(family = 4) {
      const answer = await ask("allocate", () => [
        { type: attribute.requestedTransport, value: Buffer.from([udp, 0, 0, 0]) },
        ...(family === 6
          ? [{ type: attribute.requestedAddressFamily, value: Buffer.from([2, 0, 0, 0]) }]
          : []),
      ]);
      const code = codeOf(answer);
      const relayed = find(answer, attribute.xorRelayedAddress);
      allocated = code === 0;
      return { code, relayed: relayed && fromXorAddress(relayed, answer.transaction) };
    },
    async createPermission(address) {
      const peer = { address, port: 9 };
      return codeOf(
        await ask("createPermission", (transaction) => [
          { type: attribute.xorPeerAddress, value: xorAddress(peer, transaction) },
        ]),
      );
    },
    async channelBind(channel, peer) {
      return codeOf(
        await ask("channelBind", (transaction) => [
          { type: attribute.channelNumber, value: number(channel, 2) },
          { type: attribute.xorPeerAddress, value: xorAddress(peer, transaction) },
        ]),
      );
    },
    async close() {
      if (allocated) await ask("refresh", () => [{ type: attribute.lifetime, value: number(0, 4) }]);
      allocated = false;
      socket.close();
    },
  };
}
