import "../shared/connections.ts";
import { capture } from "../shared/capture.ts";
import { runPage } from "../shared/page.ts";

interface Message {
  readonly description?: RTCSessionDescription | null;
  readonly candidate?: RTCIceCandidate | null;
}

await runPage(async ({ parameters, showLocal, remote }) => {
  const stream = await capture();
  showLocal(stream);
  const send = (message: Message): void => void window.benchSend?.(JSON.stringify(message));
  let connection: RTCPeerConnection | null = null;
  const connect = (): RTCPeerConnection => {
    const made = new RTCPeerConnection();
    made.ontrack = ({ streams: [shown] }) => {
      remote.srcObject = shown ?? null;
    };
    made.onicecandidate = ({ candidate }) => send({ candidate });
    for (const track of stream.getTracks()) made.addTrack(track, stream);
    return made;
  };
  window.benchReceive = async (text) => {
    const message: Message = JSON.parse(text);
    connection ??= connect();
    if (message.description) {
      await connection.setRemoteDescription(message.description);
      if (message.description.type === "offer") {
        await connection.setLocalDescription();
        send({ description: connection.localDescription });
      }
    } else {
      await connection.addIceCandidate(message.candidate ?? undefined);
    }
  };
  return {
    async join() {
      if (parameters.me === "first") return;
      connection = connect();
      await connection.setLocalDescription();
      send({ description: connection.localDescription });
    },
  };
});
