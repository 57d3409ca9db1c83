import type { RunningServer, ServerOptions } from "./server.ts";

/** Starts the room server as it is built. */
export async function startConfab(_options: ServerOptions): Promise<RunningServer> {
  throw new Error("not yet");
}

/** Makes a room through the REST API. */
export async function createRoom(_url: string): Promise<{ room: string; guestKey: string }> {
  throw new Error("not yet");
}
