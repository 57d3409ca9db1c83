import { portOwner } from "./port-owner.ts";

/** The server cannot listen where it is told to; the message is one line for the person who runs it. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** In words: whose port it is, or why we may not have it. */
export function listenError(error: NodeJS.ErrnoException, port: number, setting: string): ListenError {
  if (error.code === "EADDRINUSE") {
    const owner = portOwner(port);
    const by = owner === null ? "another program" : owner;
    return new ListenError(`port ${port} is taken by ${by}; stop it, or set ${setting} to another port`);
  }
  if (error.code === "EACCES") {
    return new ListenError(`port ${port} is not for ordinary users; set ${setting} to 1024 or more`);
  }
  return new ListenError(`cannot listen on port ${port} (${setting}): ${error.message}`);
}
