import "../shared/connections.ts";
import { createLocalMedia, openEntrance, type RemoteParticipant, type Room } from "@confab/client";
import { runPage } from "../shared/page.ts";

function showEverybody(room: Room, element: HTMLVideoElement): void {
  const shown = new Set<MediaStreamTrack>();
  const show = ({ tracks }: RemoteParticipant): void => {
    for (const remote of tracks.values()) {
      if (shown.has(remote.track)) continue;
      shown.add(remote.track);
      room.attach(remote, element);
    }
  };
  room.on("participant-joined", show);
  room.on("participant-changed", show);
  for (const participant of room.participants.values()) show(participant);
}

await runPage(async ({ parameters, showLocal, remote }) => {
  const media = createLocalMedia();
  const entrance = openEntrance({
    url: parameters.server,
    room: parameters.room,
    key: parameters.key,
    media,
  });
  await media.turnOnBoth();
  const tracks = [media.camera.state, media.microphone.state].flatMap((state) =>
    state.kind === "on" ? [state.track] : [],
  );
  if (tracks.length !== 2) throw new Error("camera or microphone is not on");
  showLocal(new MediaStream(tracks));
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (entrance.state.kind === "open") resolve();
      if (entrance.state.kind === "refused") reject(new Error(entrance.state.code));
    };
    entrance.on("state", look);
    look();
  });
  return {
    pointed: () => entrance.warmUp(),
    async join() {
      showEverybody(await entrance.join({ name: "Somebody" }), remote);
    },
  };
});
