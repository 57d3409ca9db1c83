import "../shared/connections.ts";
import { type MediaConnection, Peer } from "peerjs";
import { capture } from "../shared/capture.ts";
import { runPage } from "../shared/page.ts";

await runPage(async ({ parameters, showLocal, remote }) => {
  const stream = await capture();
  showLocal(stream);
  const server = new URL(parameters.server);
  const peer = new Peer(parameters.me, {
    host: server.hostname,
    port: Number(server.port),
    path: "/",
    config: { iceServers: [] },
  });
  await new Promise<void>((resolve, reject) => {
    peer.once("open", () => resolve());
    peer.once("error", reject);
  });
  const show = (call: MediaConnection): void => {
    call.on("stream", (shown) => {
      remote.srcObject = shown;
    });
  };
  return {
    async join() {
      if (parameters.other !== "") {
        show(peer.call(parameters.other, stream));
        return;
      }
      peer.on("call", (call) => {
        show(call);
        call.answer(stream);
      });
    },
  };
});
