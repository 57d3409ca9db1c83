import type { Random } from "../../rooms/testing/random.ts";

/** Values that break servers which trust their clients. */
const values: readonly (() => unknown)[] = [
  () => null,
  () => [],
  () => [[[[]]]],
  () => ({}),
  () => "",
  () => "\u0000\u202e",
  () => "x".repeat(35_000),
  () => 0,
  () => -1,
  () => 1e308,
  () => 1.5,
  () => true,
  () => "__proto__",
  () => JSON.parse('{"__proto__":{"ok":true,"role":"host"},"constructor":{"prototype":{"polluted":1}}}'),
  () => ({ toString: 1, valueOf: null, length: -1, hasOwnProperty: null }),
  () => Buffer.from([0, 1, 2, 255]),
  () => ({ _placeholder: true, num: 7 }),
  () => Array.from({ length: 500 }, (_, n) => ({ n })),
  () => nested(2000),
];

/** Names of events; not `leave`, which ends the session. */
const names = [
  "join",
  "update",
  "signal",
  "sync",
  "ice",
  "welcome",
  "event",
  "beat",
  "bye",
  "kick",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "error",
  "",
  "x".repeat(5000),
];

export function nastyValue(random: Random): unknown {
  return random.pick(values)();
}

export function nastyName(random: Random): string {
  return random.pick(names);
}

/** A copy of a good payload with one thing in it put wrong, or something else altogether. */
export function spoiled(random: Random, good: object): unknown {
  if (random.chance(0.15)) return nastyValue(random);
  const copy: Record<string, unknown> = structuredClone({ ...good });
  const paths = pathsOf(copy, []);
  const path = random.pick(paths);
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  const last = path.at(-1) ?? "";
  if (random.chance(0.2)) delete parent[last];
  else parent[last] = nastyValue(random);
  return copy;
}

function pathsOf(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsOf(inner, [...path, key])]);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let n = 0; n < depth; n += 1) value = n % 2 ? [value] : { a: value };
  return value;
}

/** Frames that no Socket.IO client sends. */
export const nastyFrames: readonly string[] = [
  "",
  "9",
  "2",
  "2[",
  "2[]",
  "2{}",
  "2[null]",
  "2[7,{}]",
  '2["join"',
  '2["join",{}]trailing',
  '2["disconnect"]',
  '2["connect_error",{}]',
  '2["newListener",{}]',
  '299999999999999999999["join",{}]',
  '3["x"]',
  "31",
  '30["x"]',
  "0",
  '0{"protocol":1}',
  '0/admin,{"protocol":1}',
  "0/__proto__,",
  '2/admin,["join",{}]',
  '4"x"',
  '451-["join",{"_placeholder":true,"num":0}]',
  '45999999999-["join",{"_placeholder":true,"num":0}]',
  '45-1-["join"]',
  "1",
  "\u0000",
  `2["${"x".repeat(60_000)}"]`,
  `2["join",${"[".repeat(20_000)}${"]".repeat(20_000)}]`,
];
