import { browserMediaDevices, type MediaDevicesDoor } from "./capture/media-devices.ts";
import { browserChance, type Chance } from "./chance.ts";
import { browserClock, type Clock } from "./clock.ts";
import { browserWebRtc, type WebRtc } from "./legs/peer-connection.ts";
import { browserPage, type Page } from "./page.ts";
import type { OpenSocket } from "./signaling/signaling-socket.ts";
import { openSocketIo } from "./signaling/socket.ts";

/** The outside world, as the SDK needs it. Each part may be replaced. */
export interface ClientDeps {
  readonly openSocket: OpenSocket;
  readonly webRtc: WebRtc;
  readonly mediaDevices: MediaDevicesDoor;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly page: Page;
}

/** The browser's own parts, where none is given. */
export function withBrowser(deps: Partial<ClientDeps>): ClientDeps {
  return {
    openSocket: openSocketIo,
    webRtc: browserWebRtc,
    mediaDevices: browserMediaDevices,
    clock: browserClock,
    chance: browserChance,
    page: browserPage,
    ...deps,
  };
}
