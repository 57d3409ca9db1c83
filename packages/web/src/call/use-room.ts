import type { LegStats, RemoteParticipant, Room, RoomState } from "@confab/client";
import type { ParticipantId } from "@confab/protocol";
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { say } from "../ui/toasts.ts";
import { t } from "../words/words.ts";

export interface RoomView {
  readonly state: ReadonlySignal<RoomState>;
  /** In order of joining; a new list whenever anything about anybody changes. */
  readonly people: ReadonlySignal<readonly RemoteParticipant[]>;
  readonly stats: ReadonlySignal<ReadonlyMap<ParticipantId, LegStats>>;
}

/** A room as signals, for as long as the component lives. Comings and goings are said aloud. */
export function useRoom(room: Room): RoomView {
  const state = useSignal<RoomState>(room.state);
  const people = useSignal<readonly RemoteParticipant[]>([...room.participants.values()]);
  const stats = useSignal<ReadonlyMap<ParticipantId, LegStats>>(new Map());
  useEffect(() => {
    const look = () => {
      people.value = [...room.participants.values()];
    };
    look();
    state.value = room.state;
    const stops = [
      room.on("state", (now) => {
        if (now.kind === "joined" && state.peek().kind === "reconnecting") say(t("band.back"));
        state.value = now;
      }),
      room.on("participant-joined", ({ name }) => {
        look();
        say(t("call.joined", { name }));
      }),
      room.on("participant-left", ({ name }) => {
        look();
        say(t("call.left", { name }));
      }),
      room.on("participant-changed", look),
      room.on("stats", (legs) => {
        stats.value = new Map(legs.map((leg) => [leg.participant, leg]));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [room]);
  return { state, people, stats };
}
