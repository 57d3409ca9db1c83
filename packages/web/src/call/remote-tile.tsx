import type { LegStats, RemoteParticipant, Room } from "@confab/client";
import { Avatar } from "../ui/avatar.tsx";
import { t } from "../words/words.ts";
import type { Placement } from "./arrange.ts";
import { QualityButton } from "./quality-button.tsx";
import { RemotePicture } from "./remote-picture.tsx";
import { standingOf } from "./standing.ts";
import css from "./tile.module.css";
import { Tile, TileLabel } from "./tile.tsx";

/** What is wrong with somebody's place, in words; `null` when nothing is. */
function troubleOf(person: RemoteParticipant): string | null {
  const { name, leg } = person;
  if (standingOf(person) !== "active") return t("call.away", { name });
  if (leg.kind === "recovering") return t("call.recovering", { name });
  return leg.kind === "connecting" ? t("call.connecting", { name }) : null;
}

export function RemoteTile(props: {
  room: Room;
  person: RemoteParticipant;
  stats: LegStats | null;
  placement: Placement;
  still: boolean;
  onAspect: (aspect: number) => void;
}) {
  const { room, person, stats, placement, still, onAspect } = props;
  const track = person.tracks.get("camera");
  const picture = track !== undefined && person.media.camera && !person.audioOnly;
  const trouble = troubleOf(person);
  return (
    <Tile placement={placement} still={still} name={person.name}>
      {!picture && (
        <div class={css.face}>
          <Avatar name={person.name} />
          {trouble === null && <p>{t("call.cameraOff")}</p>}
        </div>
      )}
      {track && (
        <RemotePicture
          room={room}
          track={track}
          label={person.name}
          shown={picture}
          dimmed={trouble !== null && person.leg.kind !== "connecting"}
          onAspect={onAspect}
        />
      )}
      {trouble !== null && placement.role !== "corner" && (
        <p class={css.words} role="status">
          {trouble}
        </p>
      )}
      {person.audioOnly && <p class={css.note}>{t("call.audioOnly")}</p>}
      <TileLabel name={person.name} microphone={person.media.microphone}>
        {placement.role !== "corner" && <QualityButton name={person.name} leg={person.leg} stats={stats} />}
      </TileLabel>
    </Tile>
  );
}
