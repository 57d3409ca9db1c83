import type { CloseReason, Entrance, EntranceState, LocalMedia, Room } from "@confab/client";
import type { ErrorCode } from "@confab/protocol";
import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Sdk } from "../sdk.ts";
import type { RecentRooms } from "../state/recent-rooms.ts";
import type { SavedVisits } from "../state/saved-visits.ts";
import type { ChosenDevices } from "../state/settings.ts";

/** How somebody sat in a call, and wants to sit again. */
export interface Sitting {
  readonly name: string;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly silent: boolean;
}

/** One person's stay at a room's door and behind it, from opening the page to the end. */
export type VisitState =
  | { readonly kind: "outside"; readonly entrance: EntranceState }
  /** On the way back in without a click: after a reload, or by "Rejoin". */
  | { readonly kind: "returning"; readonly entrance: EntranceState }
  | { readonly kind: "inside"; readonly room: Room; readonly since: number }
  | { readonly kind: "over"; readonly reason: CloseReason; readonly lastedMs: number; readonly sat: Sitting };

export interface Visit {
  readonly state: ReadonlySignal<VisitState>;
  /** Why the last try to join failed. */
  readonly failure: ReadonlySignal<ErrorCode | null>;
  readonly media: LocalMedia;
  /** No sound comes out of this device. */
  readonly silent: Signal<boolean>;
  warmUp(): void;
  join(name: string): Promise<void>;
  /** Leaves the call if inside, and lets go of everything. Idempotent. */
  close(): void;
}

export interface VisitDeps {
  readonly sdk: Sdk;
  readonly base: URL;
  readonly visits: SavedVisits;
  readonly recent: RecentRooms;
  readonly devices: () => ChosenDevices;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface VisitOptions {
  readonly room: string;
  readonly key: string | null;
  /** Joins by itself as soon as the door opens. */
  readonly again?: Sitting;
}

function codeOf(problem: unknown): ErrorCode {
  const code: unknown = problem instanceof Error ? Reflect.get(problem, "code") : null;
  return typeof code === "string" ? (code as ErrorCode) : "internal";
}

/** Switches on what was on, with one question of the browser at most. */
async function restore(
  media: LocalMedia,
  wanted: { microphone: boolean; camera: boolean },
  devices: ChosenDevices,
) {
  const microphone = devices.microphone || undefined;
  const camera = devices.camera || undefined;
  if (wanted.microphone && wanted.camera)
    await media.turnOnBoth({ ...(microphone ? { microphone } : {}), ...(camera ? { camera } : {}) });
  else if (wanted.microphone) await media.microphone.turnOn(microphone);
  else if (wanted.camera) await media.camera.turnOn(camera);
}

const isOn = (kind: string) => kind === "on" || kind === "starting";

export function openVisit(deps: VisitDeps, { room: name, key, again }: VisitOptions): Visit {
  const { sdk, visits, now } = deps;
  const saved = again ? null : visits.read(name);
  const media = sdk.createLocalMedia();
  const entrance: Entrance = sdk.openEntrance({
    url: deps.base.href,
    room: name,
    media,
    ...(key === null ? {} : { key }),
    ...(saved ? { seat: saved.seat } : {}),
  });
  const failure = signal<ErrorCode | null>(null);
  const silent = signal(saved?.silent ?? again?.silent ?? false);
  const state = signal<VisitState>({
    kind: saved || again ? "returning" : "outside",
    entrance: entrance.state,
  });
  let sitting: Sitting = again ?? { name: "", microphone: false, camera: false, silent: false };
  const stops: (() => void)[] = [];
  let closed = false;

  const stopAll = () => {
    for (const stop of stops.splice(0)) stop();
  };

  function enter(room: Room) {
    const since = saved?.since ?? now();
    state.value = { kind: "inside", room, since };
    deps.recent.add({ room: name, key, at: now() });
    const remember = () => {
      sitting = {
        name: room.you.name,
        microphone: isOn(media.microphone.state.kind),
        camera: isOn(media.camera.state.kind),
        silent: silent.value,
      };
      if (room.seat) visits.write(name, { seat: room.seat, ...withoutName(sitting), since });
      else visits.remove(name);
    };
    stops.push(
      room.on("seat", remember),
      media.microphone.on("state", remember),
      media.camera.on("state", remember),
      effect(() => {
        void silent.value;
        remember();
      }),
      room.on("state", (now) => now.kind === "closed" && end(now.reason, since)),
    );
    if (room.state.kind === "closed") end(room.state.reason, since);
  }

  function end(reason: CloseReason, since: number) {
    stopAll();
    visits.remove(name);
    state.value = { kind: "over", reason, lastedMs: now() - since, sat: sitting };
    entrance.close();
    media.close();
  }

  let unused = again ?? null;
  function onEntrance(now: EntranceState) {
    if (state.value.kind === "inside" || state.value.kind === "over") return;
    if (now.kind === "inside") enter(now.room);
    else if (now.kind === "open" && unused && now.face.entitled !== "none") {
      const { name } = unused;
      unused = null;
      void join(name);
    } else {
      const returning =
        state.value.kind === "returning" && (now.kind === "connecting" || now.kind === "joining");
      state.value = { kind: returning ? "returning" : "outside", entrance: now };
    }
  }

  async function join(as: string): Promise<void> {
    failure.value = null;
    try {
      await entrance.join({ name: as });
    } catch (problem) {
      if (!closed) failure.value = codeOf(problem);
      onEntrance(entrance.state);
    }
  }

  stops.push(entrance.on("state", onEntrance));
  onEntrance(entrance.state);
  const before = saved ?? again;
  if (before) void restore(media, before, deps.devices());

  return {
    state,
    failure,
    media,
    silent,
    warmUp: () => entrance.warmUp(),
    join,
    close() {
      if (closed) return;
      closed = true;
      const now = state.value;
      stopAll();
      if (now.kind === "inside") {
        visits.remove(name);
        void now.room.leave();
      }
      entrance.close();
      media.close();
    },
  };
}

function withoutName({ microphone, camera, silent }: Sitting) {
  return { microphone, camera, silent };
}
