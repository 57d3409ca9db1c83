import { signal } from "@preact/signals";
import { type Catalogue, fill, type Values, type WordKey } from "./catalogue.ts";
import { en } from "./en.ts";

interface Language {
  readonly tag: string;
  readonly catalogue: Catalogue;
  readonly rules: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
}

function languageOf(tag: string, catalogue: Catalogue): Language {
  return { tag, catalogue, rules: new Intl.PluralRules(tag), numbers: new Intl.NumberFormat(tag) };
}

/** Languages beside English, which is always there; each is downloaded when chosen. */
const others: Readonly<Record<string, () => Promise<Catalogue>>> = {};

/** Tags of every language with a catalogue, each with its name in itself. */
export const languages: readonly { tag: string; name: string }[] = ["en", ...Object.keys(others)].map(
  (tag) => ({ tag, name: new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag }),
);

const current = signal<Language>(languageOf("en", en));

/** The text for a key in the language chosen; components that call it are drawn again when the language changes. */
export function t<K extends WordKey>(key: K, ...[values]: Values<K>): string {
  const { catalogue, rules, numbers } = current.value;
  return fill(catalogue[key], values ?? {}, rules, numbers);
}

/** The tag of the language in use, for `Intl` and the `lang` attribute. */
export function languageTag(): string {
  return current.value.tag;
}

export async function speak(tag: string): Promise<void> {
  const load = others[tag];
  current.value = languageOf(load ? tag : "en", load ? await load() : en);
}
