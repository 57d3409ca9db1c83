/** What single keys do in a call, in the order of the list that `?` shows. */
export const shortcuts = {
  m: "m",
  v: "v",
  p: "p",
  c: "c",
  d: "d",
  s: "s",
  w: "w",
  f: "f",
  "?": "help",
} as const;

export type Shortcut = (typeof shortcuts)[keyof typeof shortcuts];

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  /** The key goes into a text or a menu. */
  readonly typing: boolean;
}

const isShortcut = (key: string): key is keyof typeof shortcuts => Object.hasOwn(shortcuts, key);

/** The shortcut that a key press means, if any. With single keys switched off (WCAG 2.1.4) only the list itself is left. */
export function shortcutOf(press: KeyPress, singleKeys: boolean): Shortcut | null {
  if (press.typing || press.repeat || press.ctrlKey || press.metaKey || press.altKey) return null;
  const key = press.key.toLowerCase();
  if (!isShortcut(key)) return null;
  const shortcut = shortcuts[key];
  return singleKeys || shortcut === "help" ? shortcut : null;
}
