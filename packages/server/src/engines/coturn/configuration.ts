import type { Reach } from "../../addresses.ts";
import { deniedPeers } from "./denied-peers.ts";

export interface CoturnSettings {
  readonly v4: Reach | null;
  readonly v6: Reach | null;
  readonly port: number;
  /** TURN over TLS, where there is a certificate that browsers accept. */
  readonly tls: { readonly port: number; readonly cert: string; readonly key: string } | null;
  readonly secret: string;
  readonly realm: string;
  readonly minPort: number;
  readonly maxPort: number;
  readonly maxBps: number;
  readonly userQuota: number;
  readonly totalQuota: number;
  /** Directory for what coturn writes; it would use /var otherwise. */
  readonly directory: string;
  /** The user and group that it becomes once it has bound its ports; only root can. */
  readonly account: { readonly user: string; readonly group: string } | null;
}

function address({ local, announced }: Reach): string[] {
  const lines = [`listening-ip=${local}`, `relay-ip=${local}`];
  if (announced !== local) lines.push(`external-ip=${announced}/${local}`);
  // Two callers who both need the relay meet on its own address. It is the only exception, and a real one: UDP
  // services on this address can be reached through the relay.
  for (const own of new Set([local, announced])) lines.push(`allowed-peer-ip=${own}`);
  return lines;
}

function isLoopback({ local }: Reach): boolean {
  return local === "::1" || local.startsWith("127.");
}

/** Text of coturn's configuration file (turnserver.conf). */
export function coturnConfiguration(settings: CoturnSettings): string {
  const { tls, account, directory } = settings;
  const reaches = [settings.v4, settings.v6].filter((reach) => reach !== null);
  const lines = [
    ...reaches.flatMap(address),
    // Its own ban of loopback peers stands above allowed-peer-ip; ours below names all but the relay's own address.
    ...(reaches.some(isLoopback) ? ["allow-loopback-peers"] : []),
    ...deniedPeers.map((range) => `denied-peer-ip=${range}`),
    // Browsers ask for no family; without IPv4 the default one would be refused to them.
    ...(settings.v4 === null ? ["allocation-default-address-family=ipv6"] : []),
    "no-multicast-peers",
    "no-tcp-relay",
    `listening-port=${settings.port}`,
    ...(tls
      ? [
          `tls-listening-port=${tls.port}`,
          `cert=${tls.cert}`,
          `pkey=${tls.key}`,
          "no-tlsv1",
          "no-tlsv1_1",
          "no-dtls",
        ]
      : ["no-tls", "no-dtls"]),
    `min-port=${settings.minPort}`,
    `max-port=${settings.maxPort}`,
    "use-auth-secret",
    `static-auth-secret=${settings.secret}`,
    `realm=${settings.realm}`,
    "stale-nonce=600",
    "fingerprint",
    `user-quota=${settings.userQuota}`,
    `total-quota=${settings.totalQuota}`,
    ...(settings.maxBps > 0 ? [`max-bps=${settings.maxBps}`] : []),
    "no-cli",
    // The addresses that NAT behaviour tests add to an answer make it a better amplifier for attackers.
    "no-rfc5780",
    "no-stun-backward-compatibility",
    "no-software-attribute",
    // Nothing is kept in its database, and after the change of user it could not read one.
    "no-auth-pings",
    "no-dynamic-ip-list",
    "no-dynamic-realms",
    `userdb=${directory}/users.sqlite`,
    `pidfile=${directory}/turnserver.pid`,
    "log-file=stdout",
    "simple-log",
    ...(account ? [`proc-user=${account.user}`, `proc-group=${account.group}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}
