import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A component in a file of its own, fetched when it is first shown or when `preload` is called, whichever is first. */
export function onDemand<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  let loaded: ComponentType<P> | null = null;
  let loading: Promise<void> | null = null;
  const preload = () => {
    loading ??= load().then(
      (module) => {
        loaded = module.default;
      },
      () => {
        // The next need tries again: the network may be back by then.
        loading = null;
      },
    );
    return loading;
  };
  function OnDemand(props: P) {
    const [, redraw] = useState(loaded !== null);
    useEffect(() => {
      if (!loaded) void preload().then(() => redraw(true));
    }, []);
    const Loaded = loaded;
    return Loaded && <Loaded {...props} />;
  }
  return Object.assign(OnDemand, { preload });
}
