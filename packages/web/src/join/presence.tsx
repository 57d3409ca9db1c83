import type { Face } from "@confab/protocol";
import { spokenList } from "../words/format.ts";
import { languageTag, t } from "../words/words.ts";
import css from "./presence.module.css";

/** Who is inside, how many places there are, and whether one has to wait: before the click. */
export function Presence({ face }: { face: Extract<Face, { entitled: "host" | "guest" }> }) {
  const { present, capacity } = face;
  const names = present.map(({ name, away }) => (away ? t("join.present.away", { name }) : name));
  return (
    <div class={css.presence} aria-live="polite">
      <p class={css.who}>
        <span class={present.length > 0 ? css.lit : css.dark} aria-hidden="true" />
        <span dir="auto">
          {present.length === 0
            ? t("join.present.none")
            : t("join.present.some", { names: spokenList(names, languageTag()), n: present.length })}
        </span>
      </p>
      <p class={css.places}>
        {t("join.places", { present: present.length, n: capacity })}
        {face.entitled === "host" && ` · ${t("join.host")}`}
        {face.entitled === "guest" && present.length < capacity && ` · ${t("join.open")}`}
      </p>
    </div>
  );
}
