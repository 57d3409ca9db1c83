import { urlHost } from "../../addresses.ts";

export interface RelayUrls {
  readonly stun: readonly string[];
  readonly turn: readonly string[];
}

/** URLs (RFC 7064, RFC 7065) of a relay of ours: by UDP, by TCP, and by TLS where it has a port and a name for it. */
export function relayUrls(relay: {
  hosts: readonly string[];
  port: number;
  tls: { host: string; port: number } | null;
}): RelayUrls {
  const places = relay.hosts.map((host) => `${urlHost(host)}:${relay.port}`);
  return {
    stun: places.map((place) => `stun:${place}`),
    turn: [
      ...places.map((place) => `turn:${place}?transport=udp`),
      ...places.map((place) => `turn:${place}?transport=tcp`),
      ...(relay.tls ? [`turns:${urlHost(relay.tls.host)}:${relay.tls.port}?transport=tcp`] : []),
    ],
  };
}

/** Sorts the URLs of somebody else's servers. */
export function sortUrls(urls: readonly string[]): RelayUrls {
  const isStun = (url: string) => url.startsWith("stun");
  return { stun: urls.filter(isStun), turn: urls.filter((url) => !isStun(url)) };
}
