import { readFileSync } from "node:fs";
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

/** Where an engine binds, and what it tells others; the same unless a NAT stands between. */
export interface Reach {
  readonly local: string;
  readonly announced: string;
}

/** Everything that the server knows of its own addresses. */
export interface Addresses {
  /** The address that others on the network use: the configured one, the default route's, or loopback without any network. */
  readonly main: string;
  /** Of each family, how a relay is reached; `null` without that family. One of them is always there. */
  readonly v4: Reach | null;
  readonly v6: Reach | null;
  /** Every address of this machine that others could use. */
  readonly lan: readonly string[];
  /** This machine's name, as its certificate should know it. */
  readonly host: string;
  /** No network at all, or told to stay on loopback. */
  readonly loopbackOnly: boolean;
}

/** What the operating system says; tests bring their own. */
export interface NetworkFacts {
  readonly interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>;
  /** Text of /proc/net/route, /proc/net/ipv6_route and /proc/net/if_inet6; empty where there is none. */
  readonly route4: string;
  readonly route6: string;
  readonly flags6: string;
  readonly hostname: string;
}

function text(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

export function readNetwork(): NetworkFacts {
  return {
    interfaces: networkInterfaces(),
    route4: text("/proc/net/route"),
    route6: text("/proc/net/ipv6_route"),
    flags6: text("/proc/net/if_inet6"),
    hostname: hostname(),
  };
}

/** The interface of the IPv4 default route with the lowest metric. */
function defaultInterface4(table: string): string | null {
  const routes = table
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1] === "00000000" && columns[7] === "00000000")
    .sort((one, other) => Number(one[6]) - Number(other[6]));
  return routes[0]?.[0] ?? null;
}

/** The interface of the IPv6 default route with the lowest metric; the kernel's own null route stands on `lo`. */
function defaultInterface6(table: string): string | null {
  const routes = table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => /^0{32}$/.test(columns[0] ?? "") && columns[1] === "00" && columns[9] !== "lo")
    .sort((one, other) => Number.parseInt(one[5] ?? "", 16) - Number.parseInt(other[5] ?? "", 16));
  return routes[0]?.[9] ?? null;
}

/** Addresses that will not last: temporary (RFC 8981), deprecated, tentative (linux/if_addr.h). */
function passing(table: string): Set<string> {
  const addresses = new Set<string>();
  for (const line of table.split("\n")) {
    const [hex = "", , , , flags = "0"] = line.trim().split(/\s+/);
    if (hex.length === 32 && (Number.parseInt(flags, 16) & (0x01 | 0x20 | 0x40)) !== 0) {
      addresses.add(ipaddr.fromByteArray([...Buffer.from(hex, "hex")]).toString());
    }
  }
  return addresses;
}

interface Local {
  readonly name: string;
  readonly address: string;
  readonly family: 4 | 6;
}

function usable(facts: NetworkFacts): Local[] {
  const unwanted = passing(facts.flags6);
  return Object.entries(facts.interfaces).flatMap(([name, infos]) =>
    (infos ?? [])
      .filter((info) => !info.internal && ipaddr.isValid(info.address))
      .filter((info) => ipaddr.parse(info.address).range() !== "linkLocal")
      .map((info) => ({
        name,
        address: ipaddr.parse(info.address).toString(),
        family: info.family === "IPv6" ? (6 as const) : (4 as const),
      }))
      .filter(({ address }) => !unwanted.has(address)),
  );
}

/** The addresses that the default routes leave from. */
interface Route {
  readonly v4: string | null;
  readonly v6: string | null;
}

function choose(locals: readonly Local[], family: 4 | 6, preferred: string | null): string | null {
  const own = locals.filter((local) => local.family === family);
  return (own.find((local) => local.name === preferred) ?? own[0])?.address ?? null;
}

const same = (address: string | null): Reach | null =>
  address === null ? null : { local: address, announced: address };

const loopback = { 4: "127.0.0.1", 6: "::1" } as const;

function isLoopback(address: string): boolean {
  return ipaddr.parse(address).range() === "loopback";
}

/** The configured address is what others use; where it is not this machine's own, a NAT leads from it to us. */
function withPublicAddress(
  locals: readonly Local[],
  route: Route,
  configured: string,
): Omit<Addresses, "host"> {
  const announced = ipaddr.parse(configured).toString();
  const family = announced.includes(":") ? 6 : 4;
  const reach = (local: string | null): Reach => ({ local: local ?? loopback[family], announced });
  if (isLoopback(announced)) {
    const own = reach(announced);
    const [v4, v6] = family === 4 ? [own, null] : [null, own];
    return { main: announced, v4, v6, lan: [], loopbackOnly: true };
  }
  const own = locals.some(({ address }) => address === announced);
  return {
    main: announced,
    v4: family === 4 ? reach(own ? announced : route.v4) : same(route.v4),
    v6: family === 6 ? reach(own ? announced : route.v6) : same(route.v6),
    lan: locals.map(({ address }) => address),
    loopbackOnly: false,
  };
}

function withoutPublicAddress(locals: readonly Local[], route: Route): Omit<Addresses, "host"> {
  const main = route.v4 ?? route.v6;
  return {
    main: main ?? loopback[4],
    v4: same(main === null ? loopback[4] : route.v4),
    v6: same(route.v6),
    lan: locals.map(({ address }) => address),
    loopbackOnly: main === null,
  };
}

/** Pure: what these facts and the configured `publicAddress` come to. */
export function resolveAddresses(facts: NetworkFacts, publicAddress: string | null): Addresses {
  const locals = usable(facts);
  const route: Route = {
    v4: choose(locals, 4, defaultInterface4(facts.route4)),
    v6: choose(locals, 6, defaultInterface6(facts.route6)),
  };
  const found =
    publicAddress === null
      ? withoutPublicAddress(locals, route)
      : withPublicAddress(locals, route, publicAddress);
  return { ...found, host: facts.hostname.toLowerCase() };
}

/** An address or name as it stands in a URL (RFC 3986 section 3.2.2). */
export function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** Where the app is found. Both end with a slash. */
export interface Links {
  /** From this machine; plain HTTP, which browsers call secure on loopback. */
  readonly here: string;
  /** From other machines: `publicUrl`, or this machine's address; `null` when there is no way in. */
  readonly others: string | null;
}

/** The base path that belongs to `publicUrl`; starts and ends with a slash. */
export function basePathOf(publicUrl: string | null): string {
  if (publicUrl === null) return "/";
  const path = new URL(publicUrl).pathname;
  return path.endsWith("/") ? path : `${path}/`;
}

export function linksOf(
  addresses: Addresses,
  ports: { http: number; https: number | null },
  publicUrl: string | null,
): Links {
  const base = basePathOf(publicUrl);
  const here = `http://localhost:${ports.http}${base}`;
  if (publicUrl !== null) return { here, others: new URL(base, publicUrl).href };
  const others =
    ports.https === null || addresses.loopbackOnly
      ? null
      : new URL(base, `https://${urlHost(addresses.main)}:${ports.https}/`).href;
  return { here, others };
}
