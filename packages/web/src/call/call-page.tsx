import type { Room } from "@confab/client";
import { useEffect, useMemo } from "preact/hooks";
import { useInviteLink } from "../room/use-links.ts";
import type { Visit } from "../room/visit.ts";
import { useStateOf } from "../state/follow.ts";
import { useSurroundings } from "../surroundings.ts";
import { say } from "../ui/toasts.ts";
import { useFocusOnShow } from "../ui/use-focus-on-show.ts";
import { t } from "../words/words.ts";
import { Alone } from "./alone.tsx";
import { Bands } from "./bands.tsx";
import { Bar } from "./bar.tsx";
import css from "./call-page.module.css";
import { DevicesDialog } from "./devices-dialog.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { useFullScreen, useIdle, useShortcuts, useWakeLock } from "./page-effects.ts";
import { PeoplePanel } from "./people-panel.tsx";
import { RemoteSound } from "./remote-sound.tsx";
import type { Shortcut } from "./shortcuts.ts";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { Stage } from "./stage.tsx";
import { standingOf } from "./standing.ts";
import { createDeeds, type Deeds, type Look, useLook } from "./use-controls.ts";
import { useDeviceNews } from "./use-device-news.ts";
import { useHowlHint } from "./use-howl-hint.ts";
import { useMutedHint } from "./use-muted-hint.ts";
import { useRoom } from "./use-room.ts";

function runShortcut(shortcut: Shortcut, look: Look, deeds: Deeds): void {
  const flip = (flag: { value: boolean }) => {
    flag.value = !flag.value;
  };
  switch (shortcut) {
    case "m":
      deeds.toggleMicrophone();
      break;
    case "v":
      deeds.toggleCamera();
      break;
    case "f":
      deeds.toggleFullScreen();
      break;
    case "c":
      deeds.copyLink();
      break;
    case "p":
      flip(look.people);
      break;
    case "s":
      flip(look.selfHidden);
      break;
    case "w":
      flip(look.swapped);
      break;
    case "d":
      look.dialog.value = "devices";
      break;
    case "help":
      look.dialog.value = "shortcuts";
  }
}

/** The call. Dark in both themes; the room's parts come and go around the faces. */
export default function CallPage(props: {
  visit: Visit;
  room: Room;
  since: number;
  inviteKey: string | null;
}) {
  const { visit, room, since, inviteKey } = props;
  const { settings } = useSurroundings();
  const { media, silent } = visit;
  const heading = useFocusOnShow<HTMLHeadingElement>();
  const look = useLook();
  const view = useRoom(room);
  const link = useInviteLink(room.name, inviteKey, room.you.role === "host");
  const deeds = useMemo(
    () => createDeeds({ media, settings, link, leave: () => void room.leave() }),
    [media, settings, link, room],
  );
  const people = view.people.value;
  const onStage = people.filter((person) => standingOf(person) !== "folded");
  const folded = people.filter((person) => standingOf(person) === "folded");
  const microphone = useStateOf(media.microphone).value.kind;
  const camera = useStateOf(media.camera).value.kind;

  useWakeLock();
  useFullScreen(look.fullScreen);
  useDeviceNews(media, settings);
  const idle = useIdle(look.fullScreen.value);
  const muted = useMutedHint(media);
  const howling = useHowlHint(media, people, silent.value);
  const run = useMemo(() => (shortcut: Shortcut) => runShortcut(shortcut, look, deeds), [look, deeds]);
  useShortcuts(settings.singleKeys, run);
  useEffect(() => {
    if (microphone === "failed") say(t("call.microphone.failed"));
  }, [microphone]);
  useEffect(() => {
    if (camera === "failed") say(t("call.camera.failed"));
  }, [camera]);
  const silence = () => {
    silent.value = true;
    void media.microphone.turnOff();
  };
  const closeDialog = () => {
    look.dialog.value = null;
  };

  return (
    <main class={`${css.call} ${idle.value ? css.idle : ""}`} data-stage="">
      <h1 ref={heading} tabIndex={-1} class="visually-hidden">
        {t("call.heading", { room: room.name })}
      </h1>
      <Bands state={view.state.value} silent={silent} howling={howling} onSilence={silence} />
      <div class={css.middle}>
        <Stage room={room} media={media} people={onStage} stats={view.stats.value} look={look} />
        {onStage.length === 0 && <Alone room={room.name} link={link} folded={folded} />}
        {look.people.value && (
          <PeoplePanel
            room={room}
            link={link}
            people={people}
            you={{ microphone: microphone === "on", camera: camera === "on" }}
            open={look.people}
          />
        )}
      </div>
      <div class={css.bar}>
        <Bar
          media={media}
          look={look}
          deeds={deeds}
          room={room.name}
          since={since}
          count={people.length + 1}
          hint={muted.value ? t("call.mutedHint") : null}
        />
      </div>
      <MoreMenu look={look} deeds={deeds} silent={silent} withOthers={onStage.length > 0} />
      {people.map(({ id, tracks }) =>
        [...tracks.values()]
          .filter(({ source }) => source === "microphone" || source === "screen-audio")
          .map((track) => (
            <RemoteSound
              key={`${id} ${track.source}`}
              room={room}
              track={track}
              silent={silent.value}
              speaker={settings.devices.value.speaker}
            />
          )),
      )}
      {look.dialog.value === "devices" && <DevicesDialog media={media} onClose={closeDialog} />}
      {look.dialog.value === "shortcuts" && <ShortcutsDialog onClose={closeDialog} />}
    </main>
  );
}
