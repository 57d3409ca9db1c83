import { type Handshake, type Ice, PROTOCOL_VERSION, type Seat, type Welcome } from "@confab/protocol";
import type { Entrance, EntranceOptions, EntranceState, Room } from "./api.ts";
import { createLocalMedia } from "./capture/local-media.ts";
import { type ClientDeps, withBrowser } from "./deps.ts";
import { createEmitter } from "./emitter.ts";
import { ConfabError } from "./errors.ts";
import { createWarmUp } from "./legs/warm-up.ts";
import { createLifecycle } from "./lifecycle.ts";
import { followTracks, mediaState, ownTracks } from "./own-state.ts";
import { createRoom, type DrivenRoom } from "./room.ts";
import { createSession } from "./signaling/session.ts";
import { createTimeline } from "./timeline.ts";
import { clientName } from "./version.ts";

/** How long `join` waits for an offer to take along, in ms; without it, it costs a round trip more. */
const offerMs = 150;

/** Connects to the server and shows what the invite entitles to. See {@link Entrance}. */
export function openEntrance(options: EntranceOptions, given: Partial<ClientDeps> = {}): Entrance {
  const deps = withBrowser(given);
  const { clock, chance, page } = deps;
  const emitter = createEmitter<{ state: EntranceState }>();
  const lifecycle = createLifecycle();
  const timeline = createTimeline(clock);
  const media = options.media ?? createLocalMedia(deps);
  const ownsMedia = options.media === undefined;
  const relayOnly = options.transport === "relay";
  let ice: Ice = { servers: [], relay: false };
  let seat = options.seat ?? null;
  let driven: DrivenRoom | null = null;
  let meansToJoin = false;
  let joining: Promise<Room> | null = null;
  let shown: EntranceState["kind"] = "connecting";

  const session = createSession(deps, { url: options.url, handshake });
  const warmUp = createWarmUp({
    ...deps,
    videoCodecs: options.videoCodecs,
    configuration: () => configuration(ice),
    tracks: () => ownTracks(media),
    offered: () => timeline.mark("offer"),
  });

  function handshake(): Handshake {
    return {
      protocol: PROTOCOL_VERSION,
      client: clientName,
      room: options.room,
      ...(options.key === undefined ? {} : { key: options.key }),
      // Before there is a room, the seat is a former page's.
      ...(seat === null ? {} : { resume: { ...seat, fresh: driven === null } }),
    };
  }

  function configuration({ servers }: Ice): RTCConfiguration {
    return {
      iceServers: servers.map((server) => ({ ...server })),
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
      iceTransportPolicy: relayOnly ? "relay" : "all",
    };
  }

  function stateNow(): EntranceState {
    const { state } = lifecycle;
    if (driven) return { kind: "inside", room: driven.room };
    switch (state.kind) {
      case "connecting":
        return state;
      case "open":
        return { kind: "open", face: state.outside.face, relay: state.outside.relay };
      case "refused":
        return state;
      case "joining":
        return { kind: "joining" };
      case "joined":
      case "reconnecting":
      case "closed":
        return { kind: "closed" };
    }
  }

  function welcomed({ session: welcome }: Welcome): void {
    timeline.mark("socket");
    if (welcome.state === "inside") {
      sit(welcome.seat);
      return;
    }
    ice = welcome.ice;
    seat = null;
    const { face, refused } = welcome;
    lifecycle.dispatch({ type: "outside", outside: { face, relay: ice.relay }, refused: refused ?? null });
    prepare();
  }

  /** Takes the place, new or resumed. */
  function sit(next: Seat): Room {
    seat = { participant: next.you, secret: next.secret };
    if (driven) {
      driven.resumed(next);
    } else {
      timeline.mark("join");
      const link = next.opened === undefined ? null : warmUp.take();
      stopWarming();
      driven = createRoom(
        {
          deps,
          session,
          lifecycle,
          timeline,
          media,
          ownsMedia,
          videoCodecs: options.videoCodecs,
          configuration,
        },
        next,
        link,
      );
    }
    lifecycle.dispatch({ type: "inside" });
    return driven.room;
  }

  /** Warms up if somebody is there to take the offer. Where addresses are hidden, only a member's TURN can be used. */
  function prepare(): Promise<void> {
    const { state } = lifecycle;
    if (!meansToJoin || relayOnly || (state.kind !== "open" && state.kind !== "joining"))
      return Promise.resolve();
    const face = state.outside?.face;
    const somebody = face !== undefined && face.entitled !== "none" && face.present.some(({ away }) => !away);
    return somebody ? warmUp.start() : Promise.resolve();
  }

  function stopWarming(): void {
    for (const stop of warmStops) stop();
    warmUp.close();
  }

  function end(): void {
    stopWarming();
    if (!driven && ownsMedia) media.close();
    // A `join` under way may have made a seat already: it is given back before the connection is let go.
    // A room that is left says so itself.
    const { state } = lifecycle;
    if (driven && state.kind === "closed" && state.reason === "left") return;
    if (!driven && joining && session.connected) {
      session.request("leave", {}).then(session.close, session.close);
    } else {
      session.close();
    }
  }

  const inside = (): Room | null => driven?.room ?? null;

  const warmStops = [followTracks(media, warmUp.replace), page.onNetwork(warmUp.renew)];
  session.on("welcomed", welcomed);
  session.on("attempt", (attempt) => lifecycle.dispatch({ type: "attempt", attempt }));
  session.on("lost", () => lifecycle.dispatch({ type: "lost", now: clock.now() }));
  session.on("refused", (code) => lifecycle.dispatch({ type: "refused", code }));
  session.on("bye", (reason) => lifecycle.dispatch({ type: "bye", reason }));
  session.on("event", (event) => {
    if (event.type !== "face") return;
    lifecycle.dispatch({ type: "face", face: event.face });
    void prepare();
  });
  lifecycle.on("state", (state) => {
    if (state.kind === "closed" || state.kind === "refused") end();
    const next = stateNow();
    if (next.kind === "inside" && shown === "inside") return;
    shown = next.kind;
    emitter.emit("state", next);
  });

  /** Resolves when requests can be sent. @throws ConfabError if that will never be. */
  function connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const { state } = lifecycle;
        const isOutside = state.kind === "joining" && state.outside !== null && session.connected;
        if (isOutside || driven) resolve();
        else if (state.kind === "refused") reject(new ConfabError(state.code));
        else if (state.kind === "closed") reject(new ConfabError("disconnected"));
        else return;
        stopState();
        stopSession();
      };
      const stopState = lifecycle.on("state", look);
      const stopSession = session.on("welcomed", look);
      look();
    });
  }

  /** One try. @throws ConfabError */
  async function ask(name: string, id: string): Promise<Room> {
    await Promise.race([prepare(), new Promise<void>((resolve) => clock.after(offerMs, resolve))]);
    const opening = warmUp.link?.opening();
    const payload = { name, media: mediaState(media), ...(opening ? { opening } : {}) };
    const answer = await session.request("join", payload, id);
    const room = sit(answer);
    session.seated(answer);
    return room;
  }

  async function join(name: string): Promise<Room> {
    timeline.begin();
    meansToJoin = true;
    lifecycle.dispatch({ type: "join" });
    // The same id until it is answered: the server gives one person one seat, however often it is asked.
    const id = chance.id();
    for (;;) {
      await connected();
      try {
        return inside() ?? (await ask(name, id));
      } catch (error) {
        const lost = error instanceof ConfabError && /^(disconnected|timeout)$/.test(error.code);
        if (lost && lifecycle.state.kind === "joining") continue;
        lifecycle.dispatch({ type: "join-failed" });
        throw error;
      }
    }
  }

  return {
    on: emitter.on,
    get state() {
      return stateNow();
    },
    media,
    warmUp() {
      meansToJoin = true;
      void prepare();
    },
    join({ name }) {
      joining ??= join(name).finally(() => {
        joining = null;
      });
      return joining;
    },
    close() {
      if (!driven) lifecycle.dispatch({ type: "leave" });
    },
  };
}
