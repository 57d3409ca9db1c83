export type * from "./api.ts";
export { createLocalMedia } from "./capture/local-media.ts";
export type { ClientDeps } from "./deps.ts";
export { openEntrance } from "./entrance.ts";
export { ConfabError } from "./errors.ts";
export { joinRoom } from "./join-room.ts";
