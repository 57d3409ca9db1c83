import type { LocalMedia } from "@confab/client";
import swap from "lucide-static/icons/arrow-left-right.svg?raw";
import eyeOff from "lucide-static/icons/eye-off.svg?raw";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { TrackVideo } from "../join/track-video.tsx";
import { useStateOf } from "../state/follow.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { t } from "../words/words.ts";
import type { Placement } from "./arrange.ts";
import css from "./tile.module.css";
import { Tile, TileLabel } from "./tile.tsx";
import type { Look } from "./use-controls.ts";

/** Yourself: large while alone, then small in a corner with ways to swap and hide, or a tile among others. */
export function SelfTile(props: {
  media: LocalMedia;
  name: string;
  placement: Placement;
  still: boolean;
  look: Look;
  box: RefObject<HTMLFieldSetElement | null>;
  onAspect: (aspect: number) => void;
}) {
  const { media, name, placement, still, look, box, onAspect } = props;
  const camera = useStateOf(media.camera).value;
  const microphone = useStateOf(media.microphone).value;
  const track = camera.kind === "on" ? camera.track : null;
  useEffect(() => {
    const { width, height } = track?.getSettings() ?? {};
    if (width && height) onAspect(width / height);
  }, [track]);
  const inCorner = placement.role === "corner";
  return (
    <Tile placement={placement} still={still} name={t("call.self")} box={box}>
      {track ? (
        <div class={css.own}>
          <TrackVideo track={track} label={t("call.self")} />
        </div>
      ) : (
        <div class={css.face}>
          <Avatar name={name} own />
          <p>{t("call.cameraOff")}</p>
        </div>
      )}
      <TileLabel
        name={t("call.you")}
        microphone={microphone.kind === "on" || microphone.kind === "starting"}
      />
      {inCorner && (
        <div class={css.tools}>
          <button
            type="button"
            class={css.tool}
            aria-label={t("call.self.swap")}
            title={t("call.self.swap")}
            onClick={() => {
              look.swapped.value = !look.swapped.value;
            }}
          >
            <Icon svg={swap} small />
          </button>
          <button
            type="button"
            class={css.tool}
            aria-label={t("call.self.hide")}
            title={t("call.self.hide")}
            onClick={() => {
              look.selfHidden.value = true;
            }}
          >
            <Icon svg={eyeOff} small />
          </button>
        </div>
      )}
    </Tile>
  );
}
