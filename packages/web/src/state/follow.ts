import type { Emits } from "@confab/client";
import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/** Something of the SDK that has a state and tells when it changes. */
export type Stateful<T> = Emits<{ state: T }> & { readonly state: T };

/** The SDK's state as a signal, for as long as the component lives. */
export function useStateOf<T>(source: Stateful<T>): ReadonlySignal<T> {
  const [value] = useState(() => signal(source.state));
  useEffect(() => {
    value.value = source.state;
    return source.on("state", (state) => {
      value.value = state;
    });
  }, [source]);
  return value;
}
