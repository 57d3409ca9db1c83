import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { inviteLink } from "../routes.ts";
import { useSurroundings } from "../surroundings.ts";
import { guestKeyOf } from "./guest-key.ts";

/** Where other devices reach this server: not by a loopback address, if it has told a better one. */
function useReachableBase(): URL {
  const { api, base } = useSurroundings();
  const reachable = useSignal(base);
  useEffect(() => {
    if (!isLoopback(base.hostname)) return;
    void api.facts().then((facts) => {
      if (facts?.https) reachable.value = new URL(facts.https);
    });
  }, [api, base, reachable]);
  return reachable.value;
}

export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** The link by which the same person comes in from another device. */
export function useOwnLink(room: string, key: string | null): string {
  return inviteLink(useReachableBase(), room, key);
}

/** The link to give to others. A host's own key would make them hosts, so it is turned into the guests'. */
export function useInviteLink(room: string, key: string | null, isHost: boolean): string {
  const guestKey = useSignal(isHost ? null : key);
  useEffect(() => {
    if (!isHost || key === null) return;
    void guestKeyOf(key).then((derived) => {
      guestKey.value = derived;
    });
  }, [isHost, key, guestKey]);
  return inviteLink(useReachableBase(), room, guestKey.value);
}
