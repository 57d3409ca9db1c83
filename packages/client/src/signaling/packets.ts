/**
 * The part of Socket.IO's protocol (version 5) that a signalling connection needs: text packets in the namespace `/`.
 * Source: socket.io-protocol, "Packet encoding". Binary attachments, other namespaces, buffering and reconnection are
 * what makes Socket.IO's own client large, and none of them is wanted here.
 */
export type Packet =
  | { readonly type: "connected" }
  | { readonly type: "disconnected" }
  | { readonly type: "event"; readonly args: readonly unknown[]; readonly ack: string | null }
  | { readonly type: "ack"; readonly args: readonly unknown[]; readonly ack: string }
  | { readonly type: "refused"; readonly error: unknown };

export const connectPacket = (auth: object): string => `0${JSON.stringify(auth)}`;
export const disconnectPacket = "1";
export const eventPacket = (ack: number, name: string, payload: object): string =>
  `2${ack}${JSON.stringify([name, payload])}`;
export const ackPacket = (ack: string): string => `3${ack}[]`;

/** `null` for what is no packet of these. @throws nothing */
export function readPacket(text: unknown): Packet | null {
  const [, type, ack = "", json = ""] = /^([0-4])(\d*)([[{].*)?$/s.exec(String(text)) ?? [];
  const data = json === "" ? null : readJson(json);
  const args = Array.isArray(data) ? data : [];
  switch (type) {
    case "0":
      return { type: "connected" };
    case "1":
      return { type: "disconnected" };
    case "2":
      return { type: "event", args, ack: ack === "" ? null : ack };
    case "3":
      return { type: "ack", args, ack };
    case "4":
      return { type: "refused", error: data };
    default:
      return null;
  }
}

/** `null` for what is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
