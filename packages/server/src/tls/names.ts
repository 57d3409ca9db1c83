import type { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import type { Addresses } from "../addresses.ts";

/** What a certificate must speak for, IP addresses and names, each once and sorted. */
export function certificateNames(addresses: Addresses, publicUrl: string | null): string[] {
  const names = ["localhost", "127.0.0.1", "::1", addresses.main, ...addresses.lan];
  if (isHostName(addresses.host)) names.push(addresses.host, `${addresses.host.split(".")[0]}.local`);
  if (publicUrl !== null) names.push(hostOf(publicUrl));
  return [...new Set(names)].sort();
}

/** The host of a URL, an IPv6 address without its brackets. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, "");
}

function isHostName(name: string): boolean {
  return /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(name) && isIP(name) === 0;
}

/**
 * The DNS names that the local authority may speak for, now and later: names that only mean something on a local
 * network, this machine's own, and the name of `publicUrl`. Whoever stole its key could not pose as anybody else.
 */
export function permittedDomains(names: readonly string[]): string[] {
  const local = ["localhost", "local", "lan", "internal", "home.arpa"];
  const own = names.filter((name) => isIP(name) === 0 && !local.some((domain) => isWithin(name, domain)));
  return [...local, ...own];
}

/** Whether a name is a domain or lies below it (RFC 5280 section 4.2.1.10). */
export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

/** Whether a certificate speaks for a name or an IP address. */
export function covers(certificate: X509Certificate, name: string): boolean {
  return isIP(name) === 0
    ? certificate.checkHost(name) !== undefined
    : certificate.checkIP(name) !== undefined;
}
