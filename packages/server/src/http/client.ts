import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** What a request says of its client, `X-Forwarded-*` believed from trusted proxies only. */
export interface ClientView {
  /** The client's address. */
  address(request: IncomingMessage): string;
  /** The host, and port if any, that the client asked for. */
  host(request: IncomingMessage): string | undefined;
  /** Whether the client came by HTTPS. */
  secure(request: IncomingMessage): boolean;
  /** Whether the peer itself is this machine and nobody was forwarded. */
  local(request: IncomingMessage): boolean;
}

/** @throws Error if an entry of `trustProxies` is neither an address, a network nor a known name. */
export function createClientView(trustProxies: readonly string[]): ClientView {
  const trusts = proxyAddr.compile([...trustProxies]);
  const forwarded = (request: IncomingMessage, header: string) => {
    const value = request.headers[header];
    const peer = request.socket.remoteAddress;
    if (typeof value !== "string" || peer === undefined || !trusts(peer, 0)) return undefined;
    return value.split(",")[0]?.trim();
  };
  return {
    address(request) {
      const peer = request.socket.remoteAddress;
      // The socket may be gone already; proxy-addr would throw.
      if (peer === undefined) return "";
      const client = proxyAddr(request, trusts);
      return ipaddr.process(ipaddr.isValid(client) ? client : peer).toString();
    },
    host: (request) => forwarded(request, "x-forwarded-host") ?? request.headers.host,
    secure: (request) => {
      const proto = forwarded(request, "x-forwarded-proto");
      return proto === undefined ? "encrypted" in request.socket : proto === "https";
    },
    local: (request) =>
      request.headers["x-forwarded-for"] === undefined &&
      request.headers.forwarded === undefined &&
      isLoopback(request.socket.remoteAddress),
  };
}

/** What limits count by: an IPv4 address, or the /64 that an IPv6 client usually has for itself. */
export function limitKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return parsed.toNormalizedString().split(":").slice(0, 4).join(":");
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}
