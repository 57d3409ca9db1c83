/** What an address of the app shows. */
export type Route =
  | { readonly page: "start" }
  | { readonly page: "room"; readonly room: string; readonly key: string | null }
  | { readonly page: "trust" }
  | { readonly page: "unknown" };

const roomName = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const inviteKey = /^[A-Za-z0-9_-]{22,64}$/;

/** Whether this may stand as a room's name in a link; the same rule as the protocol's `RoomName`. */
export function isRoomName(text: string): boolean {
  return roomName.test(text);
}

/** The key in a fragment, or `null`; a fragment that is no key is worth nothing, so that a mangled link says so. */
function keyOf(fragment: string): string | null {
  const key = fragment.replace(/^#/, "");
  return inviteKey.test(key) ? key : null;
}

/** Reads an address of this installation; `base` ends in a slash. */
export function routeOf(address: URL, base: URL): Route {
  if (!address.pathname.startsWith(base.pathname)) return { page: "unknown" };
  const parts = address.pathname.slice(base.pathname.length).replace(/\/$/, "").split("/");
  const [first, second] = parts;
  if (parts.length === 1 && (first === "" || first === "index.html")) return { page: "start" };
  if (parts.length === 1 && first === "trust") return { page: "trust" };
  if (parts.length === 2 && first === "r" && second !== undefined && isRoomName(second))
    return { page: "room", room: second, key: keyOf(address.hash) };
  return { page: "unknown" };
}

/** The link that lets somebody into a room. */
export function inviteLink(base: URL, room: string, key: string | null): string {
  return new URL(`r/${room}${key === null ? "" : `#${key}`}`, base).href;
}

export interface Invite {
  readonly room: string;
  readonly key: string | null;
}

/**
 * Makes sense of what people paste: a whole link of this server (with any scheme and host, since one server has
 * several addresses), a link without its scheme, `room#key`, or a bare room name. `null` if it is none of these.
 */
export function readInvite(pasted: string, base: URL): Invite | null {
  const text = pasted.trim().replace(/^<|>$/g, "");
  const bare = /^([^/\s#]+)(#\S*)?$/.exec(text);
  if (bare?.[1] !== undefined && isRoomName(bare[1].toLowerCase()))
    return { room: bare[1].toLowerCase(), key: keyOf(bare[2] ?? "") };
  const tail = /(?:^|\/)r\/([^/\s#?]+)\/?(?:\?[^\s#]*)?(#\S*)?$/.exec(text);
  if (tail?.[1] === undefined) return null;
  const room = tail[1].toLowerCase();
  const before = text.slice(0, tail.index);
  const prefix = base.pathname.replace(/\/$/, "");
  if (before !== "" && !before.endsWith(prefix)) return null;
  return isRoomName(room) ? { room, key: keyOf(tail[2] ?? "") } : null;
}

/** What a person types as a room's name, brought as near to a room name as can be without asking back. */
export function toRoomName(typed: string): string {
  return typed
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .trim()
    .replace(/[\s_.]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-|-$/g, "");
}
