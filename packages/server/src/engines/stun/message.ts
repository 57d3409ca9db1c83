import { randomBytes } from "node:crypto";

/** Numbers of RFC 8489 section 5 and RFC 8656 section 17: the method and class of a message in one. */
export const messageType = { bindingRequest: 0x0001, bindingSuccess: 0x0101 } as const;

const magicCookie = 0x2112a442;
const headerLength = 20;

export interface Attribute {
  readonly type: number;
  readonly value: Buffer;
}

export interface StunMessage {
  readonly type: number;
  /** 12 bytes, chosen at random by whoever asks. */
  readonly transaction: Buffer;
  readonly attributes: readonly Attribute[];
}

export function newTransaction(): Buffer {
  return randomBytes(12);
}

/** Attributes are padded to four bytes, and the padding does not count (RFC 8489 section 14). */
export function encodeAttribute({ type, value }: Attribute): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

export function encode({ type, transaction, attributes }: StunMessage): Buffer {
  const body = Buffer.concat(attributes.map(encodeAttribute));
  const header = Buffer.alloc(8);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(body.length, 2);
  header.writeUInt32BE(magicCookie, 4);
  return Buffer.concat([header, transaction, body]);
}

/** `null` for whatever is not STUN: other things arrive on such ports. */
export function decode(bytes: Buffer): StunMessage | null {
  if (bytes.length < headerLength || bytes.readUInt32BE(4) !== magicCookie) return null;
  const end = headerLength + bytes.readUInt16BE(2);
  if (bytes.length < end || end % 4 !== 0) return null;
  const attributes: Attribute[] = [];
  let at = headerLength;
  while (at + 4 <= end) {
    const length = bytes.readUInt16BE(at + 2);
    if (at + 4 + length > end) return null;
    attributes.push({ type: bytes.readUInt16BE(at), value: bytes.subarray(at + 4, at + 4 + length) });
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return { type: bytes.readUInt16BE(0), transaction: bytes.subarray(8, headerLength), attributes };
}
