import { describe, expect, it } from "vitest";
import type { LocalSource, SourceState } from "../api.ts";
import { createFakeMediaDevices } from "../testing/fake-media-devices.ts";
import { createLocalMedia } from "./local-media.ts";

function setUp() {
  const door = createFakeMediaDevices();
  const media = createLocalMedia({ mediaDevices: door });
  return { door, media };
}

function until(source: LocalSource, kind: SourceState["kind"]): Promise<SourceState> {
  if (source.state.kind === kind) return Promise.resolve(source.state);
  return new Promise((resolve) => {
    const stop = source.on("state", (state) => {
      if (state.kind !== kind) return;
      stop();
      resolve(state);
    });
  });
}

describe("a source", () => {
  it("starts and says which device it has", async () => {
    const { media } = setUp();
    const kinds: string[] = [];
    media.camera.on("state", ({ kind }) => kinds.push(kind));
    expect(await media.camera.turnOn()).toMatchObject({ kind: "on", deviceId: "cam-1" });
    expect(kinds).toEqual(["starting", "on"]);
  });

  it("switches devices, and lets go of the former one", async () => {
    const { door, media } = setUp();
    await media.microphone.turnOn();
    expect(await media.microphone.turnOn("mic-2")).toMatchObject({ deviceId: "mic-2" });
    expect(door.tracks.map(({ readyState }) => readyState)).toEqual(["ended", "live"]);
  });

  it("takes any device when the remembered one is gone", async () => {
    const { door, media } = setUp();
    expect(await media.microphone.turnOn("mic-9")).toMatchObject({ kind: "on", deviceId: "mic-1" });
    expect(door.asked).toHaveLength(2);
  });

  it("stops a camera that is turned off, and only silences a microphone", async () => {
    const { door, media } = setUp();
    await media.camera.turnOn();
    await media.microphone.turnOn();
    await media.camera.turnOff();
    await media.microphone.turnOff();
    const [camera, microphone] = door.tracks;
    expect(camera?.readyState).toBe("ended");
    expect([microphone?.readyState, microphone?.enabled]).toEqual(["live", false]);
    expect(await media.microphone.turnOn()).toMatchObject({ kind: "on", track: microphone });
    expect(microphone?.enabled).toBe(true);
    expect(door.asked).toHaveLength(2);
  });

  it("is off when that is the last wish, and nothing keeps running", async () => {
    const { door, media } = setUp();
    const starting = media.camera.turnOn();
    await media.camera.turnOff();
    expect(await starting).toEqual({ kind: "off" });
    expect(door.tracks[0]?.readyState).toBe("ended");
  });

  it("falls back to the default device when its own is pulled", async () => {
    const { door, media } = setUp();
    await media.microphone.turnOn("mic-2");
    door.plugged.audioinput = ["mic-1"];
    door.tracks[0]?.end();
    expect(await until(media.microphone, "on")).toMatchObject({ deviceId: "mic-1" });
  });

  it("notices a pulled device from the list where its track does not end", async () => {
    const { door, media } = setUp();
    await media.microphone.turnOn("mic-2");
    door.plugged.audioinput = ["mic-1"];
    const back = new Promise((resolve) =>
      media.microphone.on("state", ({ kind }) => kind === "on" && resolve(kind)),
    );
    door.change();
    await back;
    expect(media.microphone.state).toMatchObject({ deviceId: "mic-1" });
  });

  it("has failed when the only device is pulled", async () => {
    const { door, media } = setUp();
    await media.camera.turnOn();
    door.plugged.videoinput = [];
    door.tracks[0]?.end();
    expect(await until(media.camera, "failed")).toEqual({ kind: "failed", problem: "none" });
  });
});

describe("what went wrong", () => {
  it.each([
    ["NotAllowedError", "prompt", "dismissed"],
    ["NotAllowedError", "denied", "blocked"],
    ["NotAllowedError", "granted", "blocked-by-system"],
    ["NotAllowedError", null, "blocked"],
    ["NotFoundError", "prompt", "none"],
    ["NotReadableError", "granted", "in-use"],
    ["WeirdError", "granted", "unknown"],
  ] as const)("%s with permission %s is: %s", async (name, permission, problem) => {
    const { door, media } = setUp();
    door.permissionState = permission;
    door.failures.push(name);
    expect(await media.camera.turnOn()).toEqual({ kind: "failed", problem });
  });

  it("tells an insecure page", async () => {
    const { door, media } = setUp();
    door.secure = false;
    expect(await media.camera.turnOn()).toEqual({ kind: "failed", problem: "insecure-page" });
    await media.turnOnBoth();
    expect(media.microphone.state).toEqual({ kind: "failed", problem: "insecure-page" });
    expect(door.asked).toEqual([]);
  });

  it("tells a browser without capture", async () => {
    const media = createLocalMedia({ mediaDevices: { ...createFakeMediaDevices(), devices: null } });
    expect(await media.camera.turnOn()).toEqual({ kind: "failed", problem: "unsupported" });
  });
});

describe("both at once", () => {
  it("take one prompt", async () => {
    const { door, media } = setUp();
    await media.turnOnBoth({ microphone: "mic-2" });
    expect(door.asked).toHaveLength(1);
    expect(media.microphone.state).toMatchObject({ kind: "on", deviceId: "mic-2" });
    expect(media.camera.state.kind).toBe("on");
  });

  it("may fail one by one", async () => {
    const { door, media } = setUp();
    door.plugged.videoinput = [];
    await media.turnOnBoth();
    expect(media.microphone.state.kind).toBe("on");
    expect(media.camera.state).toEqual({ kind: "failed", problem: "none" });
  });

  it("ask no second time after a refusal", async () => {
    const { door, media } = setUp();
    door.permissionState = "denied";
    door.failures.push("NotAllowedError");
    await media.turnOnBoth();
    expect(door.asked).toHaveLength(1);
    for (const { state } of [media.microphone, media.camera]) {
      expect(state).toEqual({ kind: "failed", problem: "blocked" });
    }
  });

  it("never run two captures together", async () => {
    const { door, media } = setUp();
    await Promise.all([media.camera.turnOn(), media.microphone.turnOn(), media.microphone.turnOn("mic-2")]);
    expect(door.asked).toHaveLength(3);
    expect(door.most).toBe(1);
    expect(media.microphone.state).toMatchObject({ deviceId: "mic-2" });
  });
});

it("lists devices, and again when that changes", async () => {
  const { door, media } = setUp();
  const heard = new Promise((resolve) => {
    media.on("devices", ({ speakers }) => {
      if (speakers.length === 2) resolve(speakers.map(({ label }) => label));
    });
  });
  door.plugged.audiooutput = ["speaker-1", "headset"];
  door.change();
  expect(await heard).toEqual(["speaker-1", "headset"]);
});

it("stops everything when closed, twice as once", async () => {
  const { door, media } = setUp();
  await media.turnOnBoth();
  media.close();
  media.close();
  expect(door.tracks.every(({ readyState }) => readyState === "ended")).toBe(true);
  expect(media.camera.state.kind).toBe("off");
});
