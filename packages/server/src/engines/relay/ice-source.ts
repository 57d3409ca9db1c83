import type { Clock } from "../../clock.ts";
import type { IceSource } from "../../ice-source.ts";
import { credentialLifeMs, relayCredentials } from "./credentials.ts";
import type { RelayUrls } from "./urls.ts";

/** What there is to hand out at this moment; `null` without a relay. */
export type RelayOffer = { readonly urls: RelayUrls; readonly secret: string | null } | null;

const nothing = { servers: [], relay: false };

/** STUN for everybody, TURN credentials for members. `offer` is asked anew each time, since an engine may lose or find its ports. */
export function createIceSource(deps: { clock: Clock; offer: () => RelayOffer }): IceSource {
  const stun = (urls: RelayUrls) => (urls.stun.length > 0 ? [{ urls: [...urls.stun] }] : []);
  const hasTurn = (offer: NonNullable<RelayOffer>) => offer.secret !== null && offer.urls.turn.length > 0;
  return {
    outside() {
      const offer = deps.offer();
      return offer ? { servers: stun(offer.urls), relay: hasTurn(offer) } : nothing;
    },
    member(participant) {
      const offer = deps.offer();
      if (!offer) return nothing;
      const { urls, secret } = offer;
      if (secret === null || urls.turn.length === 0) return { servers: stun(urls), relay: false };
      const turn = { urls: [...urls.turn], ...relayCredentials(secret, participant, deps.clock.now()) };
      return { servers: [...stun(urls), turn], relay: true, expiresInMs: credentialLifeMs };
    },
  };
}
