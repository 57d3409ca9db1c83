import { joinRoom } from "@confab/client";

const room = await joinRoom({
  url: "https://calls.example.com/",
  room: "quiet-otter-lamp",
  key: location.hash.slice(1),
  name: "Ada",
  microphone: true,
  camera: true,
});
room.on("participant-changed", ({ tracks }) => {
  const camera = tracks.get("camera");
  const element = document.querySelector("video");
  if (camera && element) room.attach(camera, element);
});
