import type { RequestName } from "@confab/protocol";
import type { Handler } from "./handler.ts";
import { ice } from "./ice.ts";
import { join } from "./join.ts";
import { leave } from "./leave.ts";
import { signal } from "./signal.ts";
import { sync } from "./sync.ts";
import { update } from "./update.ts";

/** What each request of the protocol does. */
export const handlers = { join, leave, update, signal, sync, ice } satisfies {
  [N in RequestName]: Handler<N>;
};
