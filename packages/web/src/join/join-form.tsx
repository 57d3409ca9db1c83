import type { EntranceState } from "@confab/client";
import { useSignal } from "@preact/signals";
import alert from "lucide-static/icons/circle-alert.svg?raw";
import users from "lucide-static/icons/users-round.svg?raw";
import wifi from "lucide-static/icons/wifi-off.svg?raw";
import { useId, useRef, useState } from "preact/hooks";
import type { Visit } from "../room/visit.ts";
import { useStateOf } from "../state/follow.ts";
import { useSurroundings } from "../surroundings.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { t } from "../words/words.ts";
import css from "./join-form.module.css";
import { joinSummary, tidyName } from "./join-words.ts";
import { Presence } from "./presence.tsx";

const isFull = (entrance: EntranceState) =>
  entrance.kind === "open" &&
  entrance.face.entitled !== "none" &&
  entrance.face.present.length >= entrance.face.capacity;

function joinLabel(entrance: EntranceState, asking: boolean): string {
  if (entrance.kind === "joining") return t("join.joining");
  if (isFull(entrance)) return t("join.full");
  return asking ? t("join.without") : t("join.now");
}

/** Who is inside, who you are, and the way in. */
export function JoinForm({
  visit,
  entrance,
  asking,
}: {
  visit: Visit;
  entrance: EntranceState;
  asking: boolean;
}) {
  const { settings } = useSurroundings();
  const { media } = visit;
  const [typed, setTyped] = useState(settings.name.value);
  const missing = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const summary = useId();
  const microphone = useStateOf(media.microphone).value;
  const camera = useStateOf(media.camera).value;
  const ready = entrance.kind === "open";
  const failure = visit.failure.value;

  const join = async (silent: boolean) => {
    const name = tidyName(typed);
    if (name === "") {
      missing.value = true;
      form.current?.querySelector("input")?.focus();
      return;
    }
    settings.name.value = name;
    visit.silent.value = silent;
    if (silent) await media.microphone.turnOff();
    await visit.join(name);
  };

  return (
    <form
      ref={form}
      class={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void join(false);
      }}
    >
      {entrance.kind === "open" && entrance.face.entitled !== "none" && <Presence face={entrance.face} />}
      {entrance.kind === "connecting" && entrance.attempt <= 1 && (
        <p class={css.wait}>{t("join.preparing")}</p>
      )}
      {entrance.kind === "connecting" && entrance.attempt > 1 && (
        <Notice icon={wifi} tone="care" live>
          {t("join.slow")}
        </Notice>
      )}
      <TextField
        label={t("join.name")}
        placeholder={t("join.namePlaceholder")}
        value={typed}
        maxLength={64}
        autocomplete="name"
        error={missing.value ? t("join.nameMissing") : null}
        onInput={(text) => {
          missing.value = false;
          setTyped(text);
          settings.name.value = tidyName(text);
        }}
      />
      {failure && (
        <Notice icon={alert} tone="bad" live>
          {t(`error.${failure}`)}
        </Notice>
      )}
      {isFull(entrance) && !failure && (
        <Notice icon={users} tone="care">
          {t("join.full.note")}
        </Notice>
      )}
      <Button
        type="submit"
        kind={asking ? "plain" : "primary"}
        large
        busy={!ready}
        describedBy={summary}
        onPointerEnter={visit.warmUp}
        onFocus={visit.warmUp}
      >
        {joinLabel(entrance, asking)}
      </Button>
      <p id={summary} class={css.summary}>
        {t(joinSummary(microphone, camera))}
      </p>
      <div class={css.silent}>
        <Button kind="quiet" busy={!ready} onClick={() => void join(true)} onPointerEnter={visit.warmUp}>
          {t("join.silent")}
        </Button>
        <p>{t("join.silentWhy")}</p>
      </div>
    </form>
  );
}
