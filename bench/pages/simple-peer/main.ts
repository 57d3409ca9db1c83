import "../shared/connections.ts";
import SimplePeer from "simple-peer/simplepeer.min.js";
import { io } from "socket.io-client";
import { capture } from "../shared/capture.ts";
import { runPage } from "../shared/page.ts";

await runPage(async ({ parameters, showLocal, remote }) => {
  const stream = await capture();
  showLocal(stream);
  const socket = io(parameters.server, { transports: ["websocket"] });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  const peers = new Map<string, SimplePeer>();
  const meet = (other: string, initiator: boolean): SimplePeer => {
    const peer = new SimplePeer({ initiator, stream, config: { iceServers: [] } });
    peers.set(other, peer);
    peer.on("signal", (data) => socket.emit("signal", { to: other, data }));
    peer.on("stream", (shown) => {
      remote.srcObject = shown;
    });
    return peer;
  };
  socket.on("signal", ({ from, data }: { from: string; data: unknown }) => {
    (peers.get(from) ?? meet(from, false)).signal(data);
  });
  return {
    async join() {
      const others: readonly string[] = await socket.emitWithAck("join", parameters.room);
      for (const other of others) meet(other, true);
    },
  };
});
