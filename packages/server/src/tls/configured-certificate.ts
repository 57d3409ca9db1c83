import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { ConfigError } from "../config/config-error.ts";
import type { Pair } from "./authority.ts";
import { covers } from "./names.ts";

function read(key: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError(`${key}: ${path} cannot be read: ${(error as Error).message}`);
  }
}

function parseCertificate(path: string, text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw new ConfigError(`certificate.cert: ${path} is not a certificate in PEM form`);
  }
}

function parseKey(path: string, text: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    throw new ConfigError(`certificate.key: ${path} is not an unencrypted private key in PEM form`);
  }
}

/** Reads the configured certificate and tries it. Throws a {@link ConfigError} that names the key and the file; `warning` is one line or `null`. */
export function configuredCertificate(
  paths: { cert: string; key: string },
  host: string | null,
  now: number,
): Pair & { readonly warning: string | null } {
  const pair = { cert: read("certificate.cert", paths.cert), key: read("certificate.key", paths.key) };
  const certificate = parseCertificate(paths.cert, pair.cert);
  if (!certificate.checkPrivateKey(parseKey(paths.key, pair.key))) {
    throw new ConfigError(
      `certificate.key: ${paths.key} does not belong to the certificate in ${paths.cert}`,
    );
  }
  if (Date.parse(certificate.validTo) <= now) {
    throw new ConfigError(`certificate.cert: ${paths.cert} has expired on ${certificate.validTo}`);
  }
  return { ...pair, warning: warningOf(certificate, paths.cert, host, now) };
}

function warningOf(
  certificate: X509Certificate,
  path: string,
  host: string | null,
  now: number,
): string | null {
  if (Date.parse(certificate.validFrom) > now) return `${path} is not valid before ${certificate.validFrom}`;
  const days = Math.floor((Date.parse(certificate.validTo) - now) / 86_400_000);
  if (days < 14) return `${path} expires in ${days} days`;
  const named = host === null || covers(certificate, host);
  return named ? null : `${path} is not for ${host}, the host of publicUrl`;
}
