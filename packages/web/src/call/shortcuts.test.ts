import { expect, it } from "vitest";
import { shortcutOf } from "./shortcuts.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, repeat: false, typing: false };

it.each([
  [{ ...plain, key: "m" }, true, "m"],
  [{ ...plain, key: "M" }, true, "m"],
  [{ ...plain, key: "?" }, true, "help"],
  [{ ...plain, key: "?" }, false, "help"],
  [{ ...plain, key: "m" }, false, null],
  [{ ...plain, key: "c", ctrlKey: true }, true, null],
  [{ ...plain, key: "c", metaKey: true }, true, null],
  [{ ...plain, key: "f", typing: true }, true, null],
  [{ ...plain, key: "m", repeat: true }, true, null],
  [{ ...plain, key: "x" }, true, null],
  [{ ...plain, key: "toString" }, true, null],
])("%j, single keys %s: %s", (press, singleKeys, shortcut) => {
  expect(shortcutOf(press, singleKeys)).toBe(shortcut);
});
