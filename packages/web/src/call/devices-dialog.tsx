import type { LocalMedia } from "@confab/client";
import { DeviceChoices } from "../room/device-choices.tsx";
import { LevelBars } from "../sound/level-bars.tsx";
import { canChooseSpeaker } from "../sound/playback.ts";
import { useStateOf } from "../state/follow.ts";
import { Dialog } from "../ui/dialog.tsx";
import { t } from "../words/words.ts";
import css from "./devices-dialog.module.css";

export function DevicesDialog({ media, onClose }: { media: LocalMedia; onClose: () => void }) {
  const microphone = useStateOf(media.microphone).value;
  return (
    <Dialog heading={t("devices.heading")} closeLabel={t("devices.close")} onClose={onClose}>
      <DeviceChoices media={media} />
      {microphone.kind === "on" && (
        <p class={css.level}>
          <LevelBars track={microphone.track} label={t("preview.level")} />
          <span>{t("preview.level")}</span>
        </p>
      )}
      {!canChooseSpeaker && <p class={css.level}>{t("devices.speakerFixed")}</p>}
    </Dialog>
  );
}
