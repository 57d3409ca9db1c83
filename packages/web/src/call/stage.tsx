import type { LegStats, LocalMedia, RemoteParticipant, Room } from "@confab/client";
import type { ParticipantId } from "@confab/protocol";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words/words.ts";
import { arrange, type OnStage, type Placement, type Size } from "./arrange.ts";
import { RemoteTile } from "./remote-tile.tsx";
import { SelfTile } from "./self-tile.tsx";
import css from "./stage.module.css";
import type { Look } from "./use-controls.ts";
import { useCornerDrag } from "./use-corner-drag.ts";

const usual = 16 / 9;
const self = "self";
const nowhere: Placement = { id: self, role: "main", box: { left: 0, top: 0, width: 0, height: 0 } };

/** The faces. Everything else makes room for them. */
export function Stage(props: {
  room: Room;
  media: LocalMedia;
  people: readonly RemoteParticipant[];
  stats: ReadonlyMap<ParticipantId, LegStats>;
  look: Look;
}) {
  const { room, media, people, stats, look } = props;
  const stage = useRef<HTMLDivElement>(null);
  const selfBox = useRef<HTMLFieldSetElement>(null);
  const area = useSignal<Size>({ width: 0, height: 0 });
  const aspects = useSignal<ReadonlyMap<string, number>>(new Map());
  // While the window is being sized, tiles follow at once; they glide only when people come, go or swap.
  const sizing = useSignal(true);

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    let settle = 0;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      const first = area.peek().width === 0;
      if (Math.abs(width - area.peek().width) < 60 || first) sizing.value = true;
      area.value = { width, height };
      cancelAnimationFrame(settle);
      settle = requestAnimationFrame(() => {
        settle = requestAnimationFrame(() => {
          sizing.value = false;
        });
      });
    });
    observer.observe(element);
    return () => {
      cancelAnimationFrame(settle);
      observer.disconnect();
    };
  }, []);

  const shape = (id: string) => aspects.value.get(id) ?? usual;
  const onAspect = (id: string) => (aspect: number) => {
    if (aspects.peek().get(id) !== aspect) aspects.value = new Map(aspects.peek()).set(id, aspect);
  };
  const rtl = getComputedStyle(document.documentElement).direction === "rtl";
  const others: readonly OnStage[] = people.map(({ id }) => ({ id, aspect: shape(id) }));
  const placements = arrange(area.value, { id: self, aspect: shape(self) }, others, {
    selfHidden: look.selfHidden.value,
    swapped: look.swapped.value,
    corner: look.corner.value,
    whole: look.whole.value,
    rtl,
  });
  const placeOf = (id: string) => placements.find((placement) => placement.id === id);
  const own = placeOf(self);
  const swap = () => {
    look.swapped.value = !look.swapped.value;
  };

  useCornerDrag({
    tile: selfBox,
    enabled: own?.role === "corner",
    box: own?.box ?? nowhere.box,
    area: area.value,
    rtl,
    corner: look.corner,
    onTap: swap,
  });

  return (
    <section ref={stage} class={css.stage} aria-label={t("call.stage")}>
      {people.map((person) => {
        const placement = placeOf(person.id);
        return (
          placement && (
            <RemoteTile
              key={person.id}
              room={room}
              person={person}
              stats={stats.get(person.id) ?? null}
              placement={placement}
              still={sizing.value}
              onAspect={onAspect(person.id)}
            />
          )
        );
      })}
      {own && (
        <SelfTile
          key={self}
          media={media}
          name={room.you.name}
          placement={own}
          still={sizing.value}
          look={look}
          box={selfBox}
          onAspect={onAspect(self)}
        />
      )}
    </section>
  );
}
