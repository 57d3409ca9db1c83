import { join } from "node:path";
import type { Addresses } from "../addresses.ts";
import type { Config } from "../config/schema.ts";
import type { Pair } from "./authority.ts";
import { configuredCertificate } from "./configured-certificate.ts";
import { localCertificate } from "./local-certificate.ts";
import { certificateNames, hostOf } from "./names.ts";

/** What HTTPS speaks with at this moment. */
export interface ServerCertificate {
  readonly pair: Pair;
  /** The local authority that signed it, PEM; `null` with a configured certificate. */
  readonly authority: string | null;
  /** One line each. */
  readonly notes: readonly string[];
}

/**
 * The configured certificate, else one of the local authority; to be asked again when time has passed or addresses
 * may have changed. Rejects with a `ConfigError` where the configured one is no good.
 */
export async function serverCertificate(deps: {
  config: Pick<Config, "certificate" | "publicUrl">;
  directory: string;
  addresses: Addresses;
  now: number;
}): Promise<ServerCertificate> {
  const { certificate, publicUrl } = deps.config;
  const host = publicUrl === null ? null : hostOf(publicUrl);
  if (certificate.cert !== null && certificate.key !== null) {
    const { cert, key } = certificate;
    const { warning, ...pair } = configuredCertificate({ cert, key }, host, deps.now);
    return { pair, authority: null, notes: warning === null ? [] : [warning] };
  }
  const { addresses } = deps;
  const { cert, key, authority } = await localCertificate({
    directory: join(deps.directory, "tls"),
    names: certificateNames(addresses, publicUrl),
    must: host,
    host: addresses.host,
    now: deps.now,
  });
  return { pair: { cert, key }, authority, notes: [] };
}
