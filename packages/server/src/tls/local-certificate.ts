import { X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import type { Pair } from "./authority.ts";
import { covers, isWithin, permittedDomains } from "./names.ts";

/** A leaf this close to its end is issued anew, in ms. */
const renewBeforeMs = 30 * 24 * 60 * 60 * 1000;

export interface LocalCertificate extends Pair {
  /** The authority's certificate, PEM: what people are asked to trust. */
  readonly authority: string;
  readonly changed: "nothing" | "leaf" | "authority";
}

function readPair(directory: string, name: string): Pair | null {
  try {
    const read = (kind: string) => readFileSync(join(directory, `${name}.${kind}`), "utf8");
    return { cert: read("crt"), key: read("key") };
  } catch {
    return null;
  }
}

function writePair(directory: string, name: string, pair: Pair): void {
  for (const [kind, text] of [
    ["key", pair.key],
    ["crt", pair.cert],
  ] as const) {
    const file = join(directory, `${name}.${kind}`);
    writeFileSync(`${file}.next`, text, { mode: 0o600 });
    renameSync(`${file}.next`, file);
  }
}

function parse(pair: Pair): X509Certificate | null {
  try {
    return new X509Certificate(pair.cert);
  } catch {
    return null;
  }
}

/** Names and addresses that a certificate speaks for. */
export function namesOf(certificate: X509Certificate): string[] {
  return (certificate.subjectAltName ?? "")
    .split(", ")
    .map((entry) => entry.replace(/^(DNS|IP Address):/, ""))
    .filter((name) => name !== "");
}

function isFresh(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validTo) - now > renewBeforeMs;
}

interface Kept {
  readonly domains: readonly string[];
}

function readDomains(directory: string): readonly string[] {
  try {
    return (JSON.parse(readFileSync(join(directory, "authority.json"), "utf8")) as Kept).domains;
  } catch {
    return [];
  }
}

/**
 * The certificate of this machine's own authority. Makes the authority the first time, and a new one only when it
 * nears its end or when `must` (the name of `publicUrl`) lies outside what it may speak for; issues the leaf anew
 * when names are missing or 30 days before its end.
 */
export async function localCertificate(deps: {
  directory: string;
  names: readonly string[];
  must: string | null;
  host: string;
  now: number;
}): Promise<LocalCertificate> {
  const { directory, now, must } = deps;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const domains = readDomains(directory);
  const permitted = (name: string, within: readonly string[]) =>
    isIP(name) !== 0 || within.some((domain) => isWithin(name, domain));

  const kept = readPair(directory, "authority");
  const keptCertificate = kept && parse(kept);
  const usable =
    keptCertificate && isFresh(keptCertificate, now) && (must === null || permitted(must, domains));
  if (kept && usable) {
    const names = deps.names.filter((name) => permitted(name, domains));
    const leaf = readPair(directory, "server");
    const certificate = leaf && parse(leaf);
    const fits =
      certificate?.verify(keptCertificate.publicKey) &&
      isFresh(certificate, now) &&
      names.every((name) => covers(certificate, name));
    if (leaf && fits) return { ...leaf, authority: kept.cert, changed: "nothing" };
    const { issueLeaf } = await import("./authority.ts");
    const issued = await issueLeaf(kept, names, now);
    writePair(directory, "server", issued);
    return { ...issued, authority: kept.cert, changed: "leaf" };
  }

  const { issueLeaf, makeAuthority } = await import("./authority.ts");
  const within = permittedDomains(deps.names);
  const authority = await makeAuthority(`Confab on ${deps.host}`, within, now);
  const issued = await issueLeaf(authority, deps.names, now);
  writePair(directory, "authority", authority);
  writeFileSync(join(directory, "authority.json"), `${JSON.stringify({ domains: within })}\n`, {
    mode: 0o600,
  });
  writePair(directory, "server", issued);
  return { ...issued, authority: authority.cert, changed: "authority" };
}
