import type { en } from "./en.ts";

type PluralForm = "zero" | "one" | "two" | "few" | "many" | "other";
export type Text = string | ({ readonly other: string } & { readonly [form in PluralForm]?: string });

export type WordKey = keyof typeof en;

/** What a language must bring: a text for every key of the English catalogue. */
export type Catalogue = Readonly<Record<WordKey, Text>>;

type Braced<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Braced<Rest> : never;
type Forms<T> = T extends string ? T : T[keyof T];
type Names<K extends WordKey> = Braced<Forms<(typeof en)[K]>> | ((typeof en)[K] extends string ? never : "n");

/** The values that the text of this key needs; none where it needs none. */
export type Values<K extends WordKey> = [Names<K>] extends [never]
  ? []
  : [values: { readonly [N in Names<K>]: N extends "n" ? number | string : string | number }];

/** Chooses the form for `n` and fills in the values; a value that is missing stays visible in its braces. */
export function fill(
  text: Text,
  values: { readonly n?: string | number; readonly [name: string]: string | number | undefined },
  rules: Intl.PluralRules,
  numbers: Intl.NumberFormat,
): string {
  const chosen = typeof text === "string" ? text : (text[rules.select(Number(values.n))] ?? text.other);
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numbers.format(value) : value;
  });
}
