import type { CreateRoomAnswer } from "@confab/protocol";
import { isRecord } from "./state/shelf.ts";

export type MadeRoom =
  | { readonly ok: true; readonly made: CreateRoomAnswer }
  | { readonly ok: false; readonly because: "offline" | "busy" | "taken" | "other" };

/** What the server has, for who cares; `null` where it did not say. */
export interface ServerFacts {
  readonly relay: boolean | null;
  /** The protected address of this server, if it has one of its own. */
  readonly https: string | null;
  /** Whether it made its certificate itself, so that devices must be told to trust it. */
  readonly ownAuthority: boolean;
}

/** The server's HTTP interface, as far as the app uses it. */
export interface Api {
  createRoom(name: string): Promise<MadeRoom>;
  facts(): Promise<ServerFacts>;
}

const noFacts: ServerFacts = { relay: null, https: null, ownAuthority: false };

function becauseOf(status: number): "busy" | "taken" | "other" {
  if (status === 429) return "busy";
  return status === 409 ? "taken" : "other";
}

/** The parts of an answer that the app uses, whatever else the server says. */
function readFacts(value: unknown): ServerFacts {
  if (!isRecord<keyof ServerFacts>(value)) return noFacts;
  return {
    relay: typeof value.relay === "boolean" ? value.relay : null,
    https: typeof value.https === "string" && value.https.startsWith("https://") ? value.https : null,
    ownAuthority: value.ownAuthority === true,
  };
}

export function createApi(base: URL, fetch: typeof globalThis.fetch): Api {
  return {
    async createRoom(name) {
      try {
        const answer = await fetch(new URL("api/v1/rooms", base), {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ name }),
        });
        if (!answer.ok) return { ok: false, because: becauseOf(answer.status) };
        const made: unknown = await answer.json();
        if (!isRecord<keyof CreateRoomAnswer>(made)) return { ok: false, because: "other" };
        const { room, hostKey, guestKey } = made;
        if (typeof room !== "string" || typeof hostKey !== "string" || typeof guestKey !== "string")
          return { ok: false, because: "other" };
        return { ok: true, made: { room, hostKey, guestKey } };
      } catch {
        return { ok: false, because: "offline" };
      }
    },
    async facts() {
      try {
        const answer = await fetch(new URL("api/v1/server", base));
        return answer.ok ? readFacts(await answer.json()) : noFacts;
      } catch {
        return noFacts;
      }
    },
  };
}
