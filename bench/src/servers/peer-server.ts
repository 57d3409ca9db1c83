import { PeerServer } from "peer";

/** PeerServer as its documentation starts it. */
PeerServer({ port: Number(process.argv[2]), host: process.argv[3] ?? "127.0.0.1", path: "/" });
