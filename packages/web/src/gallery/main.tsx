import type { EntranceState, LocalMedia, RemoteTrack } from "@confab/client";
import { render } from "preact";
import { App } from "../app.tsx";
import { startNavigation } from "../navigation.ts";
import { preloadRoom } from "../pages/room.tsx";
import { createRecentRooms } from "../state/recent-rooms.ts";
import { createSavedVisits } from "../state/saved-visits.ts";
import { createSettings, type Theme } from "../state/settings.ts";
import { createMemoryShelf } from "../state/shelf.ts";
import "../styles/base.css";
import "../styles/tokens.css";
import { type Surroundings, SurroundingsContext } from "../surroundings.ts";
import { followTheme } from "../theme.ts";
import { createFakeEntrance, type FakeEntrance } from "./fake-entrance.ts";
import { createFakeMedia } from "./fake-media.ts";
import { createFakeRoom } from "./fake-room.ts";
import { devices, figures } from "./people.ts";
import { portrait, sitters } from "./portrait.ts";
import { type Scene, scenes } from "./scenes.ts";

/** A steady soft tone, so that level meters have something to show. */
function tone(): MediaStreamTrack | null {
  const audio = new AudioContext();
  const [out, voice, volume] = [
    audio.createMediaStreamDestination(),
    audio.createOscillator(),
    audio.createGain(),
  ];
  volume.gain.value = 0.05;
  voice.connect(volume).connect(out);
  voice.start();
  return out.stream.getAudioTracks()[0] ?? null;
}

function show(track: RemoteTrack, element: HTMLMediaElement) {
  element.srcObject = new MediaStream([track.track]);
  return () => {
    element.srcObject = null;
  };
}

function pretendPermission(state: PermissionState): void {
  const query = async () => Object.assign(new EventTarget(), { state, name: "", onchange: null });
  Object.defineProperty(navigator.permissions, "query", { value: query });
}

type InsideScene = Scene & { inside: NonNullable<Scene["inside"]> };

/** Goes through the door and sets the call up as the scene says. */
async function enter(
  entrance: FakeEntrance,
  { inside, microphone, camera }: InsideScene,
  media: LocalMedia,
  { name, you }: { name: string; you: string },
): Promise<void> {
  if (microphone !== false) await media.microphone.turnOn();
  if (camera !== false) await media.camera.turnOn();
  const room = createFakeRoom({
    name,
    you: { name: you, role: "host" },
    media,
    people: inside.people?.() ?? [],
    show,
    ...(inside.state ? { state: inside.state } : {}),
  });
  entrance.set({ kind: "inside", room });
  if (inside.ends) room.set({ kind: "closed", reason: inside.ends });
  const { quality } = inside;
  const [someone] = room.participants.values();
  if (quality && someone)
    setInterval(() => room.measure([figures(someone.id, quality.bars, quality.loss)]), 200);
}

/** Builds the app around fakes in one scene's state. */
function stage(scene: Scene, parameters: URLSearchParams): Surroundings {
  const base = new URL("/", location.href);
  history.replaceState(null, "", new URL(`${scene.path ?? ""}`, base));
  pretendPermission(scene.permission ?? "granted");
  const settings = createSettings(createMemoryShelf());
  settings.name.value = scene.name ?? "Maya Okafor";
  settings.theme.value = (parameters.get("theme") as Theme | null) ?? "system";
  const recent = createRecentRooms(createMemoryShelf());
  if (scene.recent)
    for (const [at, room] of ["swift-heron-teapot", "team-standup", "merry-llama-violin"].entries())
      recent.add({ room, at });

  const relay = scene.relay ?? true;
  const first: EntranceState = scene.entrance ?? { kind: "connecting", attempt: 1 };
  return {
    base,
    settings,
    recent,
    visits: createSavedVisits(createMemoryShelf()),
    ...startNavigation(base),
    api: {
      createRoom: async (name) => ({
        ok: true,
        made: { room: name, hostKey: "h".repeat(22), guestKey: "g".repeat(22) },
      }),
      facts: async () => ({ relay: true, https: null, ownAuthority: true }),
    },
    sdk: {
      createLocalMedia: () =>
        createFakeMedia({
          devices: scene.cameraProblem === "none" ? { microphones: [], cameras: [], speakers: [] } : devices,
          picture: () => (scene.camera === false ? null : portrait(sitters.you)),
          sound: () => (scene.microphone === false ? null : tone()),
          ...(scene.cameraProblem ? { cameraProblem: scene.cameraProblem } : {}),
          ...(scene.microphoneProblem ? { microphoneProblem: scene.microphoneProblem } : {}),
        }),
      openEntrance: ({ media, room: name }) => {
        const entrance = createFakeEntrance({
          media: media ?? createFakeMedia(),
          state: first.kind === "open" ? { ...first, relay } : first,
        });
        const { inside } = scene;
        if (inside && media)
          setTimeout(
            () => void enter(entrance, { ...scene, inside }, media, { name, you: settings.name.value }),
            0,
          );
        return entrance;
      },
    },
  };
}

async function press(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const find = () =>
      [...document.querySelectorAll<HTMLElement>("button")].findLast(
        (button) =>
          button.ariaLabel === name ||
          button.textContent.trim().endsWith(name) ||
          button.textContent.trim().startsWith(name),
      );
    while (!find()) await new Promise(requestAnimationFrame);
    find()?.click();
    await new Promise(requestAnimationFrame);
  }
}

const parameters = new URLSearchParams(location.search);
const scene = scenes[parameters.get("scene") ?? ""];
const place = document.getElementById("app");
document.documentElement.dir = parameters.get("dir") ?? "ltr";

if (scene && place) {
  const surroundings = stage(scene, parameters);
  followTheme(surroundings.settings);
  preloadRoom();
  render(
    <SurroundingsContext.Provider value={surroundings}>
      <App />
    </SurroundingsContext.Provider>,
    place,
  );
  await press(scene.press ?? []);
} else if (place) {
  render(
    <ul>
      {Object.keys(scenes).map((name) => (
        <li key={name}>
          <a href={`?scene=${name}`}>{name}</a>
        </li>
      ))}
    </ul>,
    place,
  );
}
document.documentElement.setAttribute("data-ready", "");
