import type { Ice, Participant, RoomSnapshot, Seat } from "@confab/protocol";
import type { LocalMedia, Room, RoomEvents, RoomState, SavedSeat } from "./api.ts";
import { attachTrack } from "./attach.ts";
import type { ClientDeps } from "./deps.ts";
import { createEmitter } from "./emitter.ts";
import type { Link } from "./legs/link.ts";
import { createMesh } from "./legs/mesh.ts";
import type { LifecycleHolder } from "./lifecycle.ts";
import { afterEvent, nextFold, type Picture, pictureOf } from "./membership/picture.ts";
import { createRoster } from "./membership/roster.ts";
import { followTracks, mediaState, ownTracks } from "./own-state.ts";
import type { Session } from "./signaling/session.ts";
import type { Sampling } from "./stats/sampling.ts";
import type { TimelineNotes } from "./timeline.ts";

export interface RoomParts {
  readonly deps: ClientDeps;
  readonly session: Session;
  readonly lifecycle: LifecycleHolder;
  readonly timeline: TimelineNotes;
  readonly media: LocalMedia;
  /** The media were made for this room and end with it. */
  readonly ownsMedia: boolean;
  readonly videoCodecs: readonly string[] | undefined;
  configuration(ice: Ice): RTCConfiguration;
}

/** A room as the entrance drives it. */
export interface DrivenRoom {
  readonly room: Room;
  /** The session was resumed with this seat. */
  resumed(seat: Seat): void;
}

/** How long leaving waits for the server, in ms. */
const leaveMs = 1_000;
/** When TURN credentials could not be renewed, they are asked for again after this, in ms. */
const renewRetryMs = 60_000;
/** Credentials are renewed at half of their time. */
const renewAfter = ({ expiresInMs }: Ice): number | undefined =>
  expiresInMs === undefined ? undefined : expiresInMs / 2;

/** Wires a place in a call. `warm` is the link whose offer went along with `join`. */
export function createRoom(parts: RoomParts, first: Seat, warm: Link | null): DrivenRoom {
  const { session, lifecycle, timeline, media } = parts;
  const { clock, page } = parts.deps;
  const emitter = createEmitter<RoomEvents>();
  const roster = createRoster();
  let seat = first;
  let saved: SavedSeat | null = { participant: first.you, secret: first.secret };
  let picture = pictureOf(first.snapshot, clock.now());
  let own = ownIn(first.snapshot);
  /** What the server was last told of our sources. */
  let told = own.media;
  let telling = false;
  let stopFolding = (): void => {};
  let leaving: Promise<void> | null = null;
  let over = false;
  let stopRenewing = (): void => {};

  const mesh = createMesh({
    ...parts.deps,
    session,
    self: first.you,
    videoCodecs: parts.videoCodecs,
    configuration: () => parts.configuration(seat.ice),
    tracks: () => ownTracks(media),
    changed: (participant) => show(participant),
    reached: (step) => timeline.mark(step),
  });
  let loading: Promise<Sampling> | null = null;

  /** Statistics are no part of what a join has to load. */
  function sampling(): Promise<Sampling> {
    loading ??= import("./stats/sampling.ts").then(({ createSampling }) =>
      createSampling({
        clock,
        legs: mesh.legs,
        wanted: () => emitter.wanted("stats"),
        emit: (stats) => emitter.emit("stats", stats),
      }),
    );
    return loading;
  }

  async function findPaths(): Promise<void> {
    try {
      await (await sampling()).now();
    } catch {
      // The part could not be loaded: paths stay unknown, and the next leg tries again.
      loading = null;
    }
  }

  function ownIn(snapshot: RoomSnapshot): Participant {
    const found = snapshot.participants.find(({ id }) => id === first.you);
    // The server breaks its own rule J2; without ourselves in the picture there is no room.
    if (!found) throw new Error("The snapshot lacks its receiver");
    return found;
  }

  const others = (): Participant[] =>
    [...picture.members.values()].map(({ participant }) => participant).filter(({ id }) => id !== first.you);

  /** Shows a participant as he is now, if that is different. */
  function show(id: string): void {
    const member = picture.members.get(id);
    const leg = mesh.legs.get(id);
    if (over || !member || !leg) return;
    const known = roster.all.has(id);
    const next = roster.put(member, leg.view(), clock.now());
    if (next) emitter.emit(known ? "participant-changed" : "participant-joined", next);
    if (next?.leg.kind === "connected" && next.leg.path === null) void findPaths();
  }

  function showAll(): void {
    for (const id of [...roster.all.keys()]) {
      if (picture.members.has(id)) continue;
      const gone = roster.remove(id);
      if (gone) emitter.emit("participant-left", gone);
    }
    for (const { id } of others()) show(id);
    const fold = nextFold(picture, clock.now());
    stopFolding();
    if (fold !== null) stopFolding = clock.after(Math.max(0, fold - clock.now()), showAll);
  }

  function turnTo(next: Picture): void {
    picture = next;
    own = picture.members.get(first.you)?.participant ?? own;
    mesh.update(others());
    showAll();
  }

  /** Brings the server's word on our sources up to date. One message at a time; the last state counts. */
  async function tellMedia(): Promise<void> {
    if (telling || over) return;
    telling = true;
    try {
      for (;;) {
        const now = mediaState(media);
        if (now.microphone === told.microphone && now.camera === told.camera) break;
        if (!session.inside) break;
        await session.request("update", { media: now });
        told = now;
      }
    } catch {
      // The next change or resume tries again.
    } finally {
      telling = false;
    }
  }

  /** Calls outlast TURN credentials; an ICE restart needs valid ones. A resume brings its own. */
  function renewIceIn(ms: number | undefined): void {
    stopRenewing();
    if (ms === undefined || over) return;
    stopRenewing = clock.after(ms, () => {
      session.request("ice", {}).then(
        (ice) => {
          seat = { ...seat, ice };
          renewIceIn(renewAfter(ice));
        },
        () => renewIceIn(renewRetryMs),
      );
    });
  }

  function roomState(): RoomState {
    const { state } = lifecycle;
    switch (state.kind) {
      case "reconnecting":
        return { kind: "reconnecting", sinceMs: clock.now() - state.since, attempt: state.attempt };
      case "closed":
        return { kind: "closed", reason: state.reason };
      case "connecting":
      case "open":
      case "joining":
      case "joined":
      case "refused":
        // Those before `joined` have passed when there is a room.
        return { kind: "joined" };
    }
  }

  /** Legs, sampling, timers and listeners end here; the session is its owner's. */
  function end(): void {
    if (over) return;
    over = true;
    for (const stop of stops) stop();
    stopFolding();
    stopRenewing();
    void loading?.then((one) => one.close());
    mesh.close();
    if (parts.ownsMedia) media.close();
  }

  async function sayGoodbye(): Promise<void> {
    try {
      await session.request("leave", {});
    } catch {
      // Without a connection: once more if it comes back in the time there is. Then the grace time ends the seat.
      await new Promise<void>((resolve) => {
        const stop = session.on("welcomed", () => {
          stop();
          session.request("leave", {}).then(
            () => resolve(),
            () => resolve(),
          );
        });
      });
    }
  }

  const stops = [
    session.on("event", (event) => turnTo(afterEvent(picture, event, clock.now()))),
    session.on("snapshot", (snapshot) => turnTo(pictureOf(snapshot, clock.now()))),
    session.on("signal", (signal) => mesh.receive(signal)),
    lifecycle.on("state", (state) => {
      if (state.kind === "closed") {
        end();
        if (state.reason !== "version") {
          saved = null;
          emitter.emit("seat", null);
        }
      }
      emitter.emit("state", roomState());
    }),
    media.microphone.on("state", () => void tellMedia()),
    media.camera.on("state", () => void tellMedia()),
    followTracks(media, mesh.replace),
    page.onNetwork(() => mesh.nudge()),
    page.onUnload(() => {
      // The seat is held for as long as a reload takes; relay allocations and the others' transports end now.
      session.request("leave", { returning: true }).catch(() => {});
      mesh.close();
    }),
  ];

  mesh.update(others(), { opened: first.opened, link: warm });
  showAll();
  void tellMedia();
  renewIceIn(renewAfter(first.ice));

  const room: Room = {
    on: emitter.on,
    name: first.snapshot.room,
    get you() {
      return { id: first.you, name: own.name, role: own.role };
    },
    get capacity() {
      return picture.capacity;
    },
    get state() {
      return roomState();
    },
    get participants() {
      return roster.all;
    },
    media,
    get seat() {
      return saved;
    },
    get relay() {
      return seat.ice.relay;
    },
    get timeline() {
      return timeline.steps;
    },
    callMs: () => clock.now() - picture.startedAt,
    async rename(name) {
      await session.request("update", { name });
    },
    attach: ({ track }, element) => attachTrack(track, element, () => timeline.mark("firstFrame")),
    stats: async () => (await sampling()).now(),
    leave() {
      leaving ??= (async () => {
        if (over) return;
        const told = sayGoodbye();
        lifecycle.dispatch({ type: "leave" });
        await Promise.race([told, new Promise<void>((resolve) => clock.after(leaveMs, resolve))]);
        session.close();
      })();
      return leaving;
    },
  };

  return {
    room,
    resumed(next) {
      seat = next;
      saved = { participant: next.you, secret: next.secret };
      emitter.emit("seat", saved);
      told = ownIn(next.snapshot).media;
      turnTo(pictureOf(next.snapshot, clock.now()));
      mesh.nudge();
      void tellMedia();
      renewIceIn(renewAfter(next.ice));
    },
  };
}
