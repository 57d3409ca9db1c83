import { createSocket } from "node:dgram";
import { decode, encode, messageType, newTransaction } from "./message.ts";

/** Waits between sendings, in ms. UDP may lose one (RFC 8489 section 6.2.1 sends more often, over longer). */
const waits = [200, 400, 900];

/**
 * Asks a STUN server for a binding over UDP: real work, which a process that is merely alive may fail at. Resolves
 * with whether it was answered.
 */
export function probeBinding(target: { address: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const transaction = newTransaction();
    const request = encode({ type: messageType.bindingRequest, transaction, attributes: [] });
    const socket = createSocket(target.address.includes(":") ? "udp6" : "udp4");
    let timer: NodeJS.Timeout | undefined;
    let open = true;
    const finish = (answered: boolean) => {
      if (!open) return;
      open = false;
      clearTimeout(timer);
      socket.close();
      resolve(answered);
    };
    const send = (attempt: number) => {
      const wait = waits[attempt];
      if (wait === undefined) return finish(false);
      // An error of sending (no route, say) is one more packet that does not arrive.
      socket.send(request, target.port, target.address, () => undefined);
      timer = setTimeout(() => send(attempt + 1), wait);
    };
    socket.on("error", () => finish(false));
    socket.on("message", (bytes) => {
      const answer = decode(bytes);
      if (answer?.type === messageType.bindingSuccess && answer.transaction.equals(transaction)) finish(true);
    });
    send(0);
  });
}
