import type { LocalMedia } from "@confab/client";
import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import maximize from "lucide-static/icons/maximize.svg?raw";
import mic from "lucide-static/icons/mic.svg?raw";
import micOff from "lucide-static/icons/mic-off.svg?raw";
import minimize from "lucide-static/icons/minimize.svg?raw";
import phoneOff from "lucide-static/icons/phone-off.svg?raw";
import sliders from "lucide-static/icons/sliders-horizontal.svg?raw";
import users from "lucide-static/icons/users-round.svg?raw";
import video from "lucide-static/icons/video.svg?raw";
import videoOff from "lucide-static/icons/video-off.svg?raw";
import { useStateOf } from "../state/follow.ts";
import { RoomName } from "../ui/room-name.tsx";
import { t } from "../words/words.ts";
import css from "./bar.module.css";
import { BarButton } from "./bar-button.tsx";
import { CallClock } from "./call-clock.tsx";
import type { Deeds, Look } from "./use-controls.ts";

export const moreMenu = "more-menu";

/** Seven controls at most; on narrow screens two of them are in the menu. Leave stands alone at the end. */
export function Bar(props: {
  media: LocalMedia;
  look: Look;
  deeds: Deeds;
  room: string;
  since: number;
  count: number;
  hint: string | null;
}) {
  const { media, look, deeds, room, since, count, hint } = props;
  const microphone = useStateOf(media.microphone).value;
  const camera = useStateOf(media.camera).value;
  const micOn = microphone.kind === "on" || microphone.kind === "starting";
  const cameraOn = camera.kind === "on" || camera.kind === "starting";
  const full = look.fullScreen.value;
  return (
    <div class={css.bar} role="toolbar" aria-label={t("call.controls")}>
      <p class={css.about}>
        <RoomName name={room} />
        <CallClock since={since} />
      </p>
      <div class={css.controls}>
        <span class={css.anchor}>
          <BarButton
            icon={micOn ? mic : micOff}
            label={t(micOn ? "call.mute" : "call.unmute")}
            off={!micOn}
            hint="M"
            onClick={deeds.toggleMicrophone}
          />
          <span class={css.hint} role="status">
            {hint !== null && <span class={css.bubble}>{hint}</span>}
          </span>
        </span>
        <BarButton
          icon={cameraOn ? video : videoOff}
          label={t(cameraOn ? "call.stopCamera" : "call.startCamera")}
          off={!cameraOn}
          hint="V"
          onClick={deeds.toggleCamera}
        />
        <BarButton
          className={css.roomy}
          icon={sliders}
          label={t("call.devices")}
          hint="D"
          onClick={() => {
            look.dialog.value = "devices";
          }}
        />
        <BarButton
          icon={users}
          label={t("call.people")}
          open={look.people.value}
          count={count}
          hint="P"
          onClick={() => {
            look.people.value = !look.people.value;
          }}
        />
        {document.fullscreenEnabled && (
          <BarButton
            className={css.roomy}
            icon={full ? minimize : maximize}
            label={t(full ? "call.exitFullScreen" : "call.fullScreen")}
            hint="F"
            onClick={deeds.toggleFullScreen}
          />
        )}
        <BarButton icon={ellipsis} label={t("call.more")} opens={moreMenu} />
      </div>
      <div class={css.end}>
        <BarButton icon={phoneOff} label={t("call.leave")} leave onClick={deeds.leave} />
      </div>
    </div>
  );
}
