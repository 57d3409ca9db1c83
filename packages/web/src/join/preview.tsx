import type { LocalMedia } from "@confab/client";
import { useStateOf } from "../state/follow.ts";
import { useSurroundings } from "../surroundings.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { t } from "../words/words.ts";
import css from "./preview.module.css";
import { SourceToggle } from "./source-toggle.tsx";
import { TrackVideo } from "./track-video.tsx";
import type { Capture } from "./use-capture.ts";

/** Before the browser's question: what it will be, and that nothing is sent yet. */
function Ask({ capture }: { capture: Capture }) {
  return (
    <div class={css.ask}>
      <h2>{t("ask.heading")}</h2>
      <p>{t("ask.body")}</p>
      <Button kind="primary" onClick={capture.useBoth}>
        {t("ask.both")}
      </Button>
      <Button kind="quiet" onClick={capture.useMicrophone}>
        {t("ask.microphone")}
      </Button>
    </div>
  );
}

/** Yourself as the others will see you, and the two switches. */
export function Preview({ media, capture, name }: { media: LocalMedia; capture: Capture; name: string }) {
  const { settings } = useSurroundings();
  const camera = useStateOf(media.camera).value;
  const asking = capture.stage.value === "to-ask";
  const devices = settings.devices.value;
  return (
    <section class={css.preview}>
      <div class={`${css.picture} ${asking ? css.asking : ""}`} data-stage={asking ? undefined : ""}>
        {asking && <Ask capture={capture} />}
        {!asking && camera.kind === "on" && <TrackVideo track={camera.track} label={t("preview.label")} />}
        {!asking && camera.kind !== "on" && (
          <div class={css.empty}>
            <Avatar name={name || t("join.nameless")} own />
            <p>{camera.kind === "starting" ? t("preview.starting") : t("preview.off")}</p>
          </div>
        )}
        {!asking && name !== "" && (
          <span class={css.name} dir="auto">
            {name}
          </span>
        )}
      </div>
      {!asking && (
        <div class={css.toggles}>
          <SourceToggle kind="microphone" source={media.microphone} device={devices.microphone} />
          <SourceToggle kind="camera" source={media.camera} device={devices.camera} />
        </div>
      )}
    </section>
  );
}
