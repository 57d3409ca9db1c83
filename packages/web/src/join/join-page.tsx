import type { EntranceState } from "@confab/client";
import { DeviceChoices, useDevices } from "../room/device-choices.tsx";
import type { Visit } from "../room/visit.ts";
import { useStateOf } from "../state/follow.ts";
import { useSurroundings } from "../surroundings.ts";
import { RoomName } from "../ui/room-name.tsx";
import { Shell } from "../ui/shell.tsx";
import { t } from "../words/words.ts";
import { JoinForm } from "./join-form.tsx";
import { JoinNotes } from "./join-notes.tsx";
import css from "./join-page.module.css";
import { Preview } from "./preview.tsx";
import { Problems } from "./problems.tsx";
import { Refused } from "./refused.tsx";
import { useCapture } from "./use-capture.ts";
import { useWarmUp } from "./use-warm-up.ts";

/** Before the call: yourself at the left, the room and the way in at the right; one under the other on small screens. */
export function JoinPage(props: {
  visit: Visit;
  entrance: EntranceState;
  room: string;
  inviteKey: string | null;
  onAgain: () => void;
}) {
  const { visit, entrance, room, inviteKey, onAgain } = props;
  const { media } = visit;
  const { settings } = useSurroundings();
  const capture = useCapture(media, settings);
  const camera = useStateOf(media.camera).value;
  const microphone = useStateOf(media.microphone).value;
  useWarmUp(camera.kind === "on" || microphone.kind === "on", visit.warmUp);
  const devices = useDevices(media).value;

  if (entrance.kind === "refused") return <Refused code={entrance.code} onAgain={onAgain} />;
  if (entrance.kind === "open" && entrance.face.entitled === "none")
    return <Refused code={entrance.face.because} onAgain={onAgain} />;

  const named = [...devices.microphones, ...devices.cameras].some(({ label }) => label !== "");
  return (
    <Shell wide>
      <div class={css.columns}>
        <h1 class={css.room}>
          <RoomName name={room} />
        </h1>
        <div class={css.preview}>
          <Preview media={media} capture={capture} name={settings.name.value} />
          <Problems media={media} />
          {named && capture.stage.value !== "to-ask" && (
            <details class={css.devices} open={matchMedia("(min-width: 800px)").matches}>
              <summary>{t("join.devices")}</summary>
              <DeviceChoices media={media} />
            </details>
          )}
        </div>
        <div class={css.way}>
          <JoinForm visit={visit} entrance={entrance} asking={capture.stage.value === "to-ask"} />
          <JoinNotes entrance={entrance} room={room} inviteKey={inviteKey} />
        </div>
      </div>
    </Shell>
  );
}
