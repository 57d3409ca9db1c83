/**
 * Where a relay must not send anybody's packets, as the ranges that coturn takes: the special-purpose addresses of
 * the IANA registries (RFC 6890 and its updates), and every IPv6 form in which an IPv4 address can hide. Without
 * them a caller reaches what only this machine should reach.
 */
export const deniedPeers: readonly string[] = [
  "0.0.0.0-0.255.255.255", // this network (RFC 791)
  "10.0.0.0-10.255.255.255", // private use (RFC 1918)
  "100.64.0.0-100.127.255.255", // carriers' own space (RFC 6598)
  "127.0.0.0-127.255.255.255", // loopback (RFC 1122)
  "169.254.0.0-169.254.255.255", // link-local, and clouds' metadata services (RFC 3927)
  "172.16.0.0-172.31.255.255", // private use (RFC 1918)
  "192.0.0.0-192.0.0.255", // protocol assignments (RFC 6890)
  "192.0.2.0-192.0.2.255", // documentation (RFC 5737)
  "192.88.99.0-192.88.99.255", // 6to4 relays (RFC 7526)
  "192.168.0.0-192.168.255.255", // private use (RFC 1918)
  "198.18.0.0-198.19.255.255", // benchmarks (RFC 2544)
  "198.51.100.0-198.51.100.255", // documentation (RFC 5737)
  "203.0.113.0-203.0.113.255", // documentation (RFC 5737)
  "224.0.0.0-255.255.255.255", // multicast, reserved, broadcast (RFC 5771, 1112, 8190)
  // Not from "::" on: coturn takes an unspecified start for "any", and would refuse all of IPv4 with it.
  "::1-::ffff:ffff", // loopback, IPv4-compatible (RFC 4291)
  "::ffff:0:0-::ffff:ffff:ffff", // IPv4-mapped (RFC 4291)
  "::ffff:0:0:0-::ffff:0:ffff:ffff", // IPv4-translated (RFC 2765)
  "64:ff9b::-64:ff9b::ffff:ffff", // NAT64 (RFC 6052)
  "64:ff9b:1::-64:ff9b:1:ffff:ffff:ffff:ffff:ffff", // local NAT64 (RFC 8215)
  "100::-100::ffff:ffff:ffff:ffff", // discard-only (RFC 6666)
  "2001::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", // protocol assignments, Teredo (RFC 2928, 4380)
  "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", // documentation (RFC 3849)
  "2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // 6to4 (RFC 3056)
  "3fff::-3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", // documentation (RFC 9637)
  "5f00::-5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // segment routing (RFC 9602)
  "fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // unique local (RFC 4193)
  "fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // link-local (RFC 4291)
  "fec0::-feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // site-local, deprecated (RFC 3879)
  "ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // multicast (RFC 4291)
];
