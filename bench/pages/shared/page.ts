import { replaceCameraByClock } from "./capture.ts";
import { createClockReader } from "./clock.ts";
import { connectedAt, connections, inboundAudio } from "./connections.ts";
import type { FirstFrame, PageParameters } from "./contract.ts";

/** What a library's page has to say for itself. */
export interface PageSide {
  /** Someone points at the button. */
  pointed?(): void;
  /** The click. Resolves when another page can join this one. */
  join(): Promise<void>;
}

/** The page's pictures. */
export interface Stage {
  readonly parameters: PageParameters;
  showLocal(stream: MediaStream): void;
  /** The element for the remote picture and sound. */
  readonly remote: HTMLVideoElement;
}

function video(muted: boolean): HTMLVideoElement {
  const element = document.createElement("video");
  element.autoplay = true;
  element.playsInline = true;
  element.muted = muted;
  document.body.append(element);
  return element;
}

function readParameters(): PageParameters {
  const query = new URLSearchParams(location.search);
  const text = (name: string): string => query.get(name) ?? "";
  return {
    picture: text("picture") === "clock" ? "clock" : "camera",
    server: text("server"),
    room: text("room"),
    key: text("key"),
    me: text("me"),
    other: text("other"),
  };
}

function watch(remote: HTMLVideoElement, clickedAt: () => number | null, readsClock: boolean) {
  const seen = { firstFrame: null as FirstFrame | null, width: 0, frames: 0, ages: [] as number[] };
  const readClock = readsClock ? createClockReader() : () => null;
  const onFrame: VideoFrameRequestCallback = (_, frame) => {
    const now = performance.now();
    const click = clickedAt();
    if (!seen.firstFrame && click !== null) {
      const { ice, dtls } = connectedAt;
      seen.firstFrame = {
        ms: now - click,
        iceMs: ice === null ? null : ice - click,
        dtlsMs: dtls === null ? null : dtls - click,
        width: frame.width,
      };
    }
    seen.width = frame.width;
    seen.frames++;
    const age = readClock(remote);
    if (age !== null) seen.ages.push(age);
    remote.requestVideoFrameCallback(onFrame);
  };
  remote.requestVideoFrameCallback(onFrame);
  return seen;
}

/** Runs a page: prepares the side, enables the button, takes the click, watches the remote picture. */
export async function runPage(prepare: (stage: Stage) => Promise<PageSide>): Promise<void> {
  const button = document.querySelector("button");
  if (!button) throw new Error("the page has no button");
  const parameters = readParameters();
  if (parameters.picture === "clock") replaceCameraByClock();
  const local = video(true);
  const remote = video(false);
  let clickedAt: number | null = null;
  let error: string | null = null;
  let waiting = false;
  const seen = watch(remote, () => clickedAt, parameters.picture === "clock");
  window.bench = {
    get error() {
      return error;
    },
    get waiting() {
      return waiting;
    },
    get firstFrame() {
      return seen.firstFrame;
    },
    get width() {
      return seen.width;
    },
    get frames() {
      return seen.frames;
    },
    get ages() {
      return seen.ages;
    },
    describe: () =>
      JSON.stringify({
        frames: seen.frames,
        connections: connections.map((c) => [c.signalingState, c.iceConnectionState, c.connectionState]),
      }),
    audio: async () => ({
      total: await inboundAudio("totalSamplesReceived"),
      concealed: await inboundAudio("concealedSamples"),
    }),
  };
  const fail = (reason: unknown): void => {
    error = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  };
  window.addEventListener("unhandledrejection", (event) => fail(event.reason));
  try {
    const side = await prepare({
      parameters,
      remote,
      showLocal: (stream) => {
        local.srcObject = stream;
      },
    });
    button.addEventListener("pointerenter", () => side.pointed?.());
    button.addEventListener("click", (event) => {
      clickedAt = event.timeStamp;
      side.join().then(() => {
        waiting = true;
      }, fail);
    });
    button.disabled = false;
  } catch (reason) {
    fail(reason);
  }
}
