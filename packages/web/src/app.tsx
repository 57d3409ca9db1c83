import { useSignalEffect } from "@preact/signals";
import { Component, type ComponentChildren } from "preact";
import { route } from "./navigation.ts";
import { BrokenPage } from "./pages/broken.tsx";
import { RoomPage } from "./pages/room.tsx";
import { StartPage } from "./pages/start.tsx";
import { UnknownPage } from "./pages/unknown.tsx";
import { onDemand } from "./ui/on-demand.tsx";
import { ToastRegion } from "./ui/toast-region.tsx";
import { t } from "./words/words.ts";

const TrustPage = onDemand(() => import("./pages/trust.tsx"));

/** A fault in drawing must leave a way out, not a blank page. */
class Boundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };
  static override getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

function Page() {
  const now = route.value;
  useSignalEffect(() => {
    const { page } = route.value;
    document.title = page === "room" ? t("title.room", { room: route.value.room }) : t(`title.${page}`);
  });
  switch (now.page) {
    case "start":
      return <StartPage />;
    case "room":
      return <RoomPage key={`${now.room}#${now.key}`} room={now.room} inviteKey={now.key} />;
    case "trust":
      return <TrustPage />;
    case "unknown":
      return <UnknownPage />;
  }
}

export function App() {
  return (
    <Boundary>
      <Page />
      <ToastRegion />
    </Boundary>
  );
}
