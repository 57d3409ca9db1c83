import { browserChance, type Chance } from "./chance.ts";
import { browserClock, type Clock } from "./clock.ts";
import { browserPage, type Page } from "./page.ts";

/** The outside world, as the SDK needs it. Each part may be replaced. */
export interface ClientDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly page: Page;
}

export function withBrowser(deps: Partial<ClientDeps>): ClientDeps {
  return { clock: browserClock, chance: browserChance, page: browserPage, ...deps };
}
