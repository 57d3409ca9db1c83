import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface FreezingProxy {
  readonly port: number;
  /** From now on nothing passes in either direction, and nothing is closed: a cable pulled. */
  freeze(): void;
  close(): void;
}

/** Passes TCP through to a port of this machine, until it is frozen. */
export async function startFreezingProxy(to: number): Promise<FreezingProxy> {
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    sockets.push(near, far);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
