import css from "./avatar.module.css";

const segments = () => new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One or two letters that stand for a name: of the first and last word, or the first sign where words aren't spaced. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = (word: string | undefined) =>
    word === undefined ? "" : ([...segments().segment(word)][0]?.segment ?? "");
  const last = words.length > 1 ? first(words.at(-1)) : "";
  return (first(words[0]) + last).toLocaleUpperCase();
}

/** What stands where a picture would be. */
export function Avatar({ name, own = false }: { name: string; own?: boolean }) {
  return (
    <span class={`${css.avatar} ${own ? css.own : css.other}`} aria-hidden="true">
      <span>{initials(name)}</span>
    </span>
  );
}
