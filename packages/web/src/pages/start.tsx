import { useSignal } from "@preact/signals";
import dice from "lucide-static/icons/shuffle.svg?raw";
import videoIcon from "lucide-static/icons/video.svg?raw";
import x from "lucide-static/icons/x.svg?raw";
import { useEffect, useId, useState } from "preact/hooks";
import type { MadeRoom } from "../api.ts";
import { inviteLink, isRoomName, readInvite, toRoomName } from "../routes.ts";
import { freshName } from "../state/fresh-name.ts";
import { useSurroundings } from "../surroundings.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { RoomName } from "../ui/room-name.tsx";
import { Shell } from "../ui/shell.tsx";
import { say } from "../ui/toasts.ts";
import { t } from "../words/words.ts";
import { Footer } from "./footer.tsx";
import { preloadRoom } from "./room.tsx";
import css from "./start.module.css";

type Trouble = Extract<MadeRoom, { ok: false }>["because"] | "badName";

const words = {
  badName: "start.badName",
  offline: "start.failed.offline",
  busy: "start.failed.busy",
  taken: "start.failed.taken",
  other: "start.failed.other",
} as const;

/** The link that will be, as a field: its host is given, its name is yours to change. */
function NewRoom() {
  const { api, base, go, recent } = useSurroundings();
  const [name, setName] = useState(() => freshName(Math.random));
  const ours = useSignal(true);
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const id = useId();

  const create = async (wanted: string): Promise<MadeRoom> => {
    const made = await api.createRoom(wanted);
    // A name of our own choosing that is taken is no concern of the person's.
    if (made.ok || made.because !== "taken" || !ours.value) return made;
    const other = freshName(Math.random);
    setName(other);
    return api.createRoom(other);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const wanted = toRoomName(name);
    if (!isRoomName(wanted)) {
      trouble.value = "badName";
      return;
    }
    busy.value = true;
    trouble.value = null;
    const result = await create(wanted);
    busy.value = false;
    if (!result.ok) {
      trouble.value = result.because;
      return;
    }
    const { room, hostKey } = result.made;
    recent.add({ room, key: hostKey, at: Date.now() });
    go(inviteLink(base, room, hostKey));
  };

  return (
    <form class={css.new} onSubmit={submit} noValidate>
      <label class={css.label} for={id}>
        <span class="visually-hidden">{t("start.field")}</span>
        <span class={css.host} dir="ltr" aria-hidden="true">
          {base.host}
          {base.pathname}r/
        </span>
      </label>
      <div class={css.line}>
        <input
          id={id}
          class={css.name}
          dir="ltr"
          value={name}
          maxLength={64}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={trouble.value !== null}
          aria-describedby={trouble.value === null ? undefined : `${id}-trouble`}
          onInput={(event) => {
            ours.value = false;
            trouble.value = null;
            setName(event.currentTarget.value);
          }}
        />
        <IconButton
          icon={dice}
          label={t("start.another")}
          bare
          onClick={() => {
            ours.value = true;
            trouble.value = null;
            setName(freshName(Math.random));
          }}
        />
      </div>
      {trouble.value && (
        <p class={css.trouble} id={`${id}-trouble`} role="alert">
          {t(words[trouble.value])}
        </p>
      )}
      <Button
        type="submit"
        kind="primary"
        large
        icon={videoIcon}
        busy={busy.value}
        onPointerEnter={preloadRoom}
        onFocus={preloadRoom}
      >
        {busy.value ? t("start.making") : t("start.submit")}
      </Button>
      <p class={css.hint}>{t("start.hint")}</p>
    </form>
  );
}

function JoinByLink() {
  const { base, go } = useSurroundings();
  const [pasted, setPasted] = useState("");
  const wrong = useSignal(false);
  const open = (event: Event) => {
    event.preventDefault();
    const invite = readInvite(pasted, base);
    if (invite) go(inviteLink(base, invite.room, invite.key));
    else wrong.value = true;
  };
  return (
    <form class={css.section} onSubmit={open} noValidate>
      <h2>{t("start.join.heading")}</h2>
      <div class={css.row}>
        <TextField
          label={t("start.join.field")}
          labelShown={false}
          placeholder={t("start.join.placeholder")}
          value={pasted}
          inputMode="url"
          error={wrong.value ? t("start.join.bad") : null}
          onInput={(text) => {
            wrong.value = false;
            setPasted(text);
          }}
        />
        <Button type="submit">{t("start.join.submit")}</Button>
      </div>
    </form>
  );
}

function Recent() {
  const { base, recent } = useSurroundings();
  const rooms = useSignal(recent.list());
  if (rooms.value.length === 0) return null;
  return (
    <section class={css.section}>
      <h2>{t("start.recent.heading")}</h2>
      <ul class={css.rooms}>
        {rooms.value.map(({ room, key }) => (
          <li key={room}>
            <a href={inviteLink(base, room, key)}>
              <RoomName name={room} />
            </a>
            <IconButton
              icon={x}
              label={t("start.recent.remove", { room })}
              bare
              onClick={() => {
                recent.remove(room);
                rooms.value = recent.list();
                say(t("start.recent.removed", { room }));
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function StartPage() {
  useEffect(() => {
    const idle = setTimeout(preloadRoom, 1_500);
    return () => clearTimeout(idle);
  }, []);
  return (
    <Shell footer={<Footer />}>
      <h1 class="visually-hidden">{t("start.heading")}</h1>
      <NewRoom />
      <JoinByLink />
      <Recent />
    </Shell>
  );
}
