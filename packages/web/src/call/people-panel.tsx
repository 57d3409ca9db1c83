import type { RemoteParticipant, Room } from "@confab/client";
import type { Signal } from "@preact/signals";
import mic from "lucide-static/icons/mic.svg?raw";
import micOff from "lucide-static/icons/mic-off.svg?raw";
import video from "lucide-static/icons/video.svg?raw";
import videoOff from "lucide-static/icons/video-off.svg?raw";
import x from "lucide-static/icons/x.svg?raw";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { t } from "../words/words.ts";
import { Invite } from "./invite.tsx";
import css from "./people-panel.module.css";
import { standingOf } from "./standing.ts";

const wide = "(min-width: 900px)";

function useWide(): boolean {
  const [is, setIs] = useState(() => matchMedia(wide).matches);
  useEffect(() => {
    const query = matchMedia(wide);
    const look = () => setIs(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return is;
}

interface Line {
  readonly id: string;
  readonly name: string;
  readonly host: boolean;
  readonly away: boolean;
  readonly microphone: boolean;
  readonly camera: boolean;
}

function Person({ name, host, away, microphone, camera }: Line) {
  return (
    <li class={css.person}>
      <span class={css.name} dir="auto">
        {name}
      </span>
      {host && <span class={css.tag}>{t("people.host")}</span>}
      {away && <span class={css.tag}>{t("call.away.short")}</span>}
      <span class={css.sources}>
        <span
          role="img"
          aria-label={microphone ? t("device.microphone") : t("call.microphoneOff")}
          class={microphone ? "" : css.off}
        >
          <Icon svg={microphone ? mic : micOff} small />
        </span>
        <span
          role="img"
          aria-label={camera ? t("device.camera") : t("call.cameraOff")}
          class={camera ? "" : css.off}
        >
          <Icon svg={camera ? video : videoOff} small />
        </span>
      </span>
    </li>
  );
}

/** Beside the stage on wide screens, pushing it; a sheet over its lower part on phones. One native dialog either way. */
export function PeoplePanel(props: {
  room: Room;
  link: string;
  people: readonly RemoteParticipant[];
  you: { microphone: boolean; camera: boolean };
  open: Signal<boolean>;
}) {
  const { room, link, people, you, open } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const beside = useWide();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (beside) element.show();
    else element.showModal();
    return () => element.close();
  }, [beside]);
  const close = () => {
    open.value = false;
  };
  const lines: readonly Line[] = [
    {
      id: room.you.id,
      name: t("call.youNamed", { name: room.you.name }),
      host: room.you.role === "host",
      away: false,
      ...you,
    },
    ...people.map((person) => ({
      id: person.id,
      name: person.name,
      host: person.role === "host",
      away: standingOf(person) !== "active",
      ...person.media,
    })),
  ];
  return (
    <dialog
      ref={dialog}
      class={beside ? css.side : css.sheet}
      data-themed=""
      aria-labelledby={heading}
      onCancel={close}
      onKeyDown={(event) => event.key === "Escape" && close()}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class={css.inside}>
        <header class={css.header}>
          <h2 id={heading}>{t("people.heading")}</h2>
          <IconButton icon={x} label={t("people.close")} bare onClick={close} />
        </header>
        <ul class={css.people} aria-label={t("people.here", { n: lines.length })}>
          {lines.map((line) => (
            <Person key={line.id} {...line} />
          ))}
        </ul>
        <Invite room={room.name} link={link} />
      </div>
    </dialog>
  );
}
