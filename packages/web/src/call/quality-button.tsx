import type { LegState, LegStats } from "@confab/client";
import { useId } from "preact/hooks";
import { Bubble } from "../ui/popover.tsx";
import { milliseconds, percent } from "../words/format.ts";
import { languageTag, t } from "../words/words.ts";
import css from "./quality-button.module.css";
import { barsOf, wayOf, whyOf } from "./quality-words.ts";

function wayWords(stats: LegStats | null, leg: LegState): string {
  const way = wayOf(stats?.path ?? (leg.kind === "connected" ? leg.path : null));
  return way.kind === "relayedBy"
    ? t("quality.path.relayedBy", { protocol: way.protocol })
    : t(`quality.path.${way.kind}`);
}

function Figures({ stats, leg }: { stats: LegStats | null; leg: LegState }) {
  const language = languageTag();
  const { width, fps, loss, concealment } = stats?.receiving ?? {
    width: null,
    fps: null,
    loss: null,
    concealment: null,
  };
  const delay = stats?.roundTripMs ?? null;
  const unknown = t("quality.unknown");
  const rows: readonly (readonly [string, string])[] = [
    [t("quality.path"), wayWords(stats, leg)],
    [t("quality.delay"), delay === null ? unknown : milliseconds(delay, language)],
    [t("quality.loss"), loss === null ? unknown : percent(loss, language)],
    [
      t("quality.picture"),
      width === null || fps === null
        ? unknown
        : t("quality.picture.size", { width: String(width), fps: Math.round(fps) }),
    ],
    [t("quality.sound"), concealment === null ? unknown : percent(concealment, language)],
  ];
  return (
    <dl class={css.figures}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Three bars that open the reason. */
export function QualityButton(props: { name: string; leg: LegState; stats: LegStats | null }) {
  const { name, leg, stats } = props;
  const bars = barsOf(leg, stats);
  const quality = t(`quality.${bars}`);
  const id = `quality${useId()}`;
  return (
    <>
      <button
        type="button"
        class={css.bars}
        data-bars={bars}
        popovertarget={id}
        aria-label={t("quality.of", { name, quality })}
        title={quality}
      >
        <i />
        <i />
        <i />
      </button>
      <Bubble id={id} label={t("call.quality")}>
        <div class={css.panel}>
          <p class={css.verdict}>{quality}</p>
          <p class={css.why}>{t(whyOf(leg, stats))}</p>
          <Figures stats={stats} leg={leg} />
        </div>
      </Bubble>
    </>
  );
}
