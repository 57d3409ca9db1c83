import type { RoomState } from "@confab/client";
import type { Signal } from "@preact/signals";
import volume from "lucide-static/icons/volume-2.svg?raw";
import volumeOff from "lucide-static/icons/volume-off.svg?raw";
import wifi from "lucide-static/icons/wifi-off.svg?raw";
import type { ComponentChildren } from "preact";
import { playAllSound, soundBlocked } from "../sound/playback.ts";
import { Icon } from "../ui/icon.tsx";
import { t } from "../words/words.ts";
import css from "./bands.module.css";

function Band(props: {
  icon: string;
  tone: "plain" | "care" | "honey";
  children: ComponentChildren;
  actions?: readonly { label: string; run: () => void }[];
}) {
  return (
    <div class={`${css.band} ${css[props.tone]}`}>
      <span class={css.words}>
        <Icon svg={props.icon} small />
        <span>{props.children}</span>
      </span>
      {props.actions?.map(({ label, run }) => (
        <button key={label} type="button" onClick={run}>
          {label}
        </button>
      ))}
    </div>
  );
}

/** Thin lines above the stage; they push it, cover nothing, and go by themselves. */
export function Bands(props: {
  state: RoomState;
  silent: Signal<boolean>;
  howling: Signal<boolean>;
  onSilence: () => void;
}) {
  const { state, silent, howling, onSilence } = props;
  return (
    <div class={css.bands} role="status">
      {state.kind === "reconnecting" && (
        <Band icon={wifi} tone="care">
          {t("band.reconnecting")} {state.attempt > 2 && t("band.try", { n: state.attempt })}
        </Band>
      )}
      {soundBlocked.value && !silent.value && (
        <Band icon={volumeOff} tone="honey" actions={[{ label: t("call.blocked.do"), run: playAllSound }]}>
          {t("call.blocked")}
        </Band>
      )}
      {silent.value && (
        <Band
          icon={volumeOff}
          tone="plain"
          actions={[
            {
              label: t("call.silent.on"),
              run: () => {
                silent.value = false;
              },
            },
          ]}
        >
          {t("call.silent")}
        </Band>
      )}
      {howling.value && !silent.value && (
        <Band
          icon={volume}
          tone="honey"
          actions={[
            { label: t("call.howl.do"), run: onSilence },
            {
              label: t("call.howl.no"),
              run: () => {
                howling.value = false;
              },
            },
          ]}
        >
          {t("call.howl")}
        </Band>
      )}
    </div>
  );
}
