import "../shared/connections.ts";
import { capture } from "../shared/capture.ts";
import { runPage } from "../shared/page.ts";

/** A second pair of elements, so that as much is painted as in a call of two pages. */
function secondPair(local: MediaStream): HTMLVideoElement {
  const [own, other] = [document.createElement("video"), document.createElement("video")];
  own.muted = true;
  other.muted = true;
  for (const element of [own, other]) {
    element.autoplay = true;
    document.body.append(element);
  }
  own.srcObject = local;
  return other;
}

await runPage(async ({ showLocal, remote }) => {
  const stream = await capture();
  showLocal(stream);
  const farRemote = secondPair(stream);
  return {
    async join() {
      const near = new RTCPeerConnection();
      const far = new RTCPeerConnection();
      near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
      far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
      near.ontrack = ({ streams: [shown] }) => {
        remote.srcObject = shown ?? null;
      };
      far.ontrack = ({ streams: [shown] }) => {
        farRemote.srcObject = shown ?? null;
      };
      for (const track of stream.getTracks()) {
        near.addTrack(track, stream);
        far.addTrack(track, stream);
      }
      await near.setLocalDescription();
      if (near.localDescription) await far.setRemoteDescription(near.localDescription);
      await far.setLocalDescription();
      if (far.localDescription) await near.setRemoteDescription(far.localDescription);
    },
  };
});
