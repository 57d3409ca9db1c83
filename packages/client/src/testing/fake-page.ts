import type { Page } from "../page.ts";

export interface FakePage extends Page {
  network(): void;
  wake(): void;
  unload(): void;
}

export function createFakePage(): FakePage {
  const listeners = {
    network: new Set<() => void>(),
    wake: new Set<() => void>(),
    unload: new Set<() => void>(),
  };
  const on = (set: Set<() => void>) => (listener: () => void) => {
    set.add(listener);
    return () => void set.delete(listener);
  };
  const call = (set: Set<() => void>) => (): void => {
    for (const listener of [...set]) listener();
  };
  return {
    onNetwork: on(listeners.network),
    onWake: on(listeners.wake),
    onUnload: on(listeners.unload),
    network: call(listeners.network),
    wake: call(listeners.wake),
    unload: call(listeners.unload),
  };
}
