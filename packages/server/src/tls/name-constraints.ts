import { Extension } from "@peculiar/x509";

const nameConstraintsOid = "2.5.29.30";

/** DER: tag, length, value (X.690 section 8.1). */
function der(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const sequence = 0x30;
/** permittedSubtrees [0] and dNSName [2] of RFC 5280 sections 4.2.1.10 and 4.2.1.6. */
const permittedSubtrees = 0xa0;
const dnsName = 0x82;

/** A critical extension that permits only DNS names within the given domains; IP addresses stay free. */
export function nameConstraints(domains: readonly string[]): Extension {
  const subtrees = domains.map((domain) => der(sequence, der(dnsName, Buffer.from(domain, "ascii"))));
  const value = der(sequence, der(permittedSubtrees, Buffer.concat(subtrees)));
  return new Extension(nameConstraintsOid, true, new Uint8Array(value));
}
