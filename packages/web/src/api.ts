import type { CreateRoomAnswer, ServerFacts } from "@confab/protocol";
import { isRecord } from "./state/shelf.ts";

export type MadeRoom =
  | { readonly ok: true; readonly made: CreateRoomAnswer }
  | { readonly ok: false; readonly because: "offline" | "busy" | "taken" | "other" };

/** The server's HTTP interface, as far as the app uses it. */
export interface Api {
  createRoom(name: string): Promise<MadeRoom>;
  /** What the server has, for who cares; `null` where it did not say. */
  facts(): Promise<ServerFacts | null>;
}

function becauseOf(status: number): "busy" | "taken" | "other" {
  if (status === 429) return "busy";
  return status === 409 ? "taken" : "other";
}

function isFacts(value: unknown): value is ServerFacts {
  if (!isRecord<keyof ServerFacts>(value)) return false;
  const { relay, https, ownAuthority } = value;
  return (
    typeof relay === "boolean" &&
    typeof ownAuthority === "boolean" &&
    (https === null || (typeof https === "string" && https.startsWith("https://")))
  );
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
        const facts: unknown = answer.ok ? await answer.json() : null;
        return isFacts(facts) ? facts : null;
      } catch {
        return null;
      }
    },
  };
}
