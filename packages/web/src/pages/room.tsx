import { useEffect, useState } from "preact/hooks";
import { featuresHere, fitnessOf } from "../browser/fitness.ts";
import { JoinPage } from "../join/join-page.tsx";
import { openVisit, type Sitting } from "../room/visit.ts";
import { useSurroundings } from "../surroundings.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { t } from "../words/words.ts";
import css from "./room.module.css";

const CallPage = onDemand(() => import("../call/call-page.tsx"));
const EndedPage = onDemand(() => import("./ended.tsx"));
const CannotCall = onDemand(() => import("./cannot-call.tsx"));

/** Fetches what a call needs before somebody is in one, so that joining and leaving don't depend on the network. */
export function preloadRoom(): void {
  void CallPage.preload();
  void EndedPage.preload();
}

interface Place {
  room: string;
  inviteKey: string | null;
}

/** On the way back into a call: the stage is there, the people follow. */
function Returning() {
  return (
    <main class={css.returning} data-stage="">
      <h1 class={css.words}>{t("call.returning")}</h1>
    </main>
  );
}

function VisitView({
  room,
  inviteKey,
  again,
  onAgain,
}: Place & { again?: Sitting; onAgain: (how?: Sitting) => void }) {
  const { sdk, base, visits, recent, settings, go } = useSurroundings();
  const [visit] = useState(() =>
    openVisit(
      { sdk, base, visits, recent, devices: () => settings.devices.peek(), now: () => Date.now() },
      { room, key: inviteKey, ...(again ? { again } : {}) },
    ),
  );
  useEffect(() => () => visit.close(), [visit]);

  const state = visit.state.value;
  const calm = state.kind === "outside" && state.entrance.kind === "connecting";
  useEffect(() => {
    // The door first: whoever is still on the way to it should not wait for what is behind it.
    if (!calm) preloadRoom();
  }, [calm]);
  switch (state.kind) {
    case "outside":
      return (
        <JoinPage
          visit={visit}
          entrance={state.entrance}
          room={room}
          inviteKey={inviteKey}
          onAgain={() => onAgain()}
        />
      );
    case "returning":
      return <Returning />;
    case "inside":
      return <CallPage visit={visit} room={state.room} since={state.since} inviteKey={inviteKey} />;
    case "over":
      return (
        <EndedPage
          reason={state.reason}
          lastedMs={state.lastedMs}
          onRejoin={() => onAgain(state.sat)}
          onNew={() => go(base.href)}
        />
      );
  }
}

/** Everything that happens at one room's address: the door, the call, its end, and once more. */
export function RoomPage({ room, inviteKey }: Place) {
  const [fitness] = useState(() => fitnessOf(featuresHere()));
  const [stays, setStays] = useState(false);
  const [visit, setVisit] = useState<{ n: number; again?: Sitting }>({ n: 1 });
  if (fitness.kind !== "fit" && !stays) return <CannotCall fitness={fitness} onStay={() => setStays(true)} />;
  return (
    <VisitView
      key={visit.n}
      room={room}
      inviteKey={inviteKey}
      {...(visit.again ? { again: visit.again } : {})}
      onAgain={(again) => setVisit({ n: visit.n + 1, ...(again ? { again } : {}) })}
    />
  );
}
