import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import type { Server as HttpsServer } from "node:https";
import { createServer, type Server, type Socket } from "node:net";

/** First byte of a TLS record that holds a handshake (RFC 8446 section 5.1). */
const handshake = 0x16;
/** A connection that says nothing for so long is closed, in ms. */
const patienceMs = 10_000;

/** Sends people who typed `http:` where HTTPS lives to where they meant to go. */
function redirector(): HttpServer {
  return createHttpServer((request, response) => {
    const { host } = request.headers;
    const target = URL.canParse(`https://${host}`) ? new URL(request.url ?? "/", `https://${host}`) : null;
    const location = target?.host === host?.toLowerCase() ? target?.href : undefined;
    response.writeHead(location ? 308 : 400, {
      ...(location ? { location } : {}),
      "content-type": "text/plain; charset=utf-8",
      connection: "close",
    });
    response.end("This port speaks HTTPS; use https:// in the address.\n");
  });
}

interface Splitter {
  readonly server: Server;
  /** Ends every connection, those that have not said anything yet included. */
  dropAll(): void;
}

/** Looks at each connection's first byte: TLS goes to `https`, plain HTTP is answered with where to go. */
export function createSplitter(https: HttpsServer): Splitter {
  const plain = redirector();
  const server = createServer((socket: Socket) => {
    const drop = () => socket.destroy();
    socket.setTimeout(patienceMs, drop);
    socket.once("error", drop);
    socket.once("data", (first: Buffer) => {
      socket.pause();
      socket.setTimeout(0);
      socket.off("timeout", drop);
      socket.off("error", drop);
      socket.unshift(first);
      if (first[0] === handshake) {
        // TLS reads what was put back by itself, from the paused socket.
        https.emit("connection", socket);
      } else {
        plain.emit("connection", socket);
        socket.resume();
      }
    });
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return {
    server,
    dropAll() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
