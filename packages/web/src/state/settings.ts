import { type Signal, signal } from "@preact/signals";
import { isRecord, readJson, type Shelf } from "./shelf.ts";

export type Theme = "system" | "light" | "dark";

export type Opinion = "good" | "fair" | "bad";

/** The device ids last chosen; empty for "as the system". */
export interface ChosenDevices {
  readonly microphone: string;
  readonly camera: string;
  readonly speaker: string;
}

/** What this device remembers of its person. Changing a value keeps it. */
export interface Settings {
  readonly name: Signal<string>;
  readonly theme: Signal<Theme>;
  readonly language: Signal<string>;
  readonly devices: Signal<ChosenDevices>;
  readonly singleKeys: Signal<boolean>;
  /** How the last call was; asked in one tap, kept here, sent nowhere. */
  readonly lastOpinion: Signal<Opinion | null>;
  /** Whether this device has been allowed camera or microphone before; tells how to begin where the browser doesn't. */
  readonly captured: Signal<boolean>;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
const isTheme = (value: unknown): value is Theme => ["system", "light", "dark"].includes(String(value));
const isOpinion = (value: unknown): value is Opinion => ["good", "fair", "bad"].includes(String(value));
const isDevices = (value: unknown): value is ChosenDevices =>
  isRecord<keyof ChosenDevices>(value) && [value.microphone, value.camera, value.speaker].every(isText);

function remembered<T>(shelf: Shelf, key: string, isIt: (value: unknown) => value is T, first: T): Signal<T> {
  const value = signal<T>(readJson(shelf, key, isIt) ?? first);
  let fromShelf = true;
  value.subscribe((now) => {
    if (!fromShelf) shelf.set(key, JSON.stringify(now));
    fromShelf = false;
  });
  return value;
}

export function createSettings(shelf: Shelf): Settings {
  return {
    name: remembered(shelf, "name", isText, ""),
    theme: remembered(shelf, "theme", isTheme, "system"),
    language: remembered(shelf, "language", isText, ""),
    devices: remembered(shelf, "devices", isDevices, { microphone: "", camera: "", speaker: "" }),
    singleKeys: remembered(shelf, "single-keys", isFlag, true),
    lastOpinion: remembered<Opinion | null>(shelf, "last-opinion", isOpinion, null),
    captured: remembered(shelf, "captured", isFlag, false),
  };
}
