import type { LocalMedia, LocalSource } from "@confab/client";
import { type Signal, useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { Settings } from "../state/settings.ts";
import { copyText } from "../ui/copy.ts";
import type { Corner } from "./arrange.ts";

/** What the person has set up in this call's view. */
export interface Look {
  readonly selfHidden: Signal<boolean>;
  readonly swapped: Signal<boolean>;
  readonly whole: Signal<boolean>;
  readonly corner: Signal<Corner>;
  readonly people: Signal<boolean>;
  readonly dialog: Signal<"devices" | "shortcuts" | null>;
  readonly fullScreen: Signal<boolean>;
}

export function useLook(): Look {
  const look: Look = {
    selfHidden: useSignal(false),
    swapped: useSignal(false),
    whole: useSignal(false),
    corner: useSignal<Corner>("bottom-end"),
    people: useSignal(false),
    dialog: useSignal<"devices" | "shortcuts" | null>(null),
    fullScreen: useSignal(false),
  };
  return useState(look)[0];
}

/** Every deed of the call page, by whatever it is called up: bar, menu or key. */
export interface Deeds {
  toggleMicrophone(): void;
  toggleCamera(): void;
  toggleFullScreen(): void;
  copyLink(): void;
  leave(): void;
}

const isOn = ({ state }: LocalSource) => state.kind === "on" || state.kind === "starting";

export function createDeeds(deps: {
  media: LocalMedia;
  settings: Settings;
  link: string;
  leave: () => void;
}): Deeds {
  const { media, settings, link, leave } = deps;
  const toggle = (source: LocalSource, device: string) =>
    void (isOn(source) ? source.turnOff() : source.turnOn(device || undefined));
  return {
    toggleMicrophone: () => toggle(media.microphone, settings.devices.peek().microphone),
    toggleCamera: () => toggle(media.camera, settings.devices.peek().camera),
    toggleFullScreen() {
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
      else void document.documentElement.requestFullscreen?.().catch(() => undefined);
    },
    copyLink: () => void copyText(link),
    leave,
  };
}
