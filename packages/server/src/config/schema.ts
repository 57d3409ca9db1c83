import { isIP } from "node:net";
import * as v from "valibot";

/**
 * Every setting: its shape, its default, what it is for, and what to call a right value in an error message. The
 * types, the checks and the table in docs/operations.md all come from here.
 */
function setting<S extends v.GenericSchema>(schema: S, about: string, expected: string) {
  return v.pipe(schema, v.description(about), v.metadata({ expected }));
}

const wholeNumber = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const port = wholeNumber(1, 65_535);
const aPort = "a port number from 1 to 65535";
const path = v.pipe(v.string(), v.minLength(1));

const httpUrl = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return (url?.protocol === "https:" || url?.protocol === "http:") && !url.search && !url.hash;
  }),
);

const origin = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text),
);

const ipAddress = v.pipe(
  v.string(),
  v.check((text) => isIP(text) !== 0),
);

const network = v.pipe(
  v.string(),
  v.check((text) => {
    if (["loopback", "linklocal", "uniquelocal"].includes(text)) return true;
    const [address = "", bits, ...rest] = text.split("/");
    const family = isIP(address);
    if (family === 0 || rest.length > 0) return false;
    return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  }),
);

const relayUrl = v.pipe(v.string(), v.regex(/^(stun|stuns|turn|turns):[^\s?]+(\?transport=(udp|tcp))?$/));

const Certificate = v.strictObject({
  cert: v.optional(
    setting(
      v.nullable(path),
      "PEM file with the certificate and its chain. Without one, HTTPS uses a certificate of a local authority that is made once.",
      "the path of a PEM file",
    ),
    null,
  ),
  key: v.optional(
    setting(
      v.nullable(path),
      "PEM file with the certificate's private key, unencrypted.",
      "the path of a PEM file",
    ),
    null,
  ),
});

const Relay = v.strictObject({
  mode: v.optional(
    setting(
      v.picklist(["managed", "external", "off"]),
      "`managed` runs coturn; `external` uses the servers named by `relay.urls`; `off` goes without, so that calls between separate networks may fail.",
      "managed, external or off",
    ),
    "managed",
  ),
  port: v.optional(
    setting(port, "STUN and TURN over UDP and TCP. The next free one is taken when it is busy.", aPort),
    3478,
  ),
  tlsPort: v.optional(setting(port, "TURN over TLS; used only with a configured certificate.", aPort), 5349),
  minPort: v.optional(
    setting(
      wholeNumber(1024, 65_535),
      "First UDP port for relayed media.",
      "a port number from 1024 to 65535",
    ),
    49_152,
  ),
  maxPort: v.optional(
    setting(
      wholeNumber(1024, 65_535),
      "Last UDP port for relayed media.",
      "a port number from 1024 to 65535",
    ),
    65_535,
  ),
  maxBps: v.optional(
    setting(
      wholeNumber(0, 1_000_000_000),
      "Most bytes per second of one allocation, in each direction; 0 for no limit.",
      "a whole number of bytes per second",
    ),
    1_250_000,
  ),
  userQuota: v.optional(
    setting(
      wholeNumber(1, 10_000),
      "Allocations that one participant may hold. A browser makes one per URL and leg, and a second set during an ICE restart.",
      "a whole number, 1 or more",
    ),
    48,
  ),
  totalQuota: v.optional(
    setting(wholeNumber(1, 1_000_000), "Allocations altogether.", "a whole number, 1 or more"),
    4_800,
  ),
  urls: v.optional(
    setting(
      v.array(relayUrl),
      "URLs of the external STUN and TURN servers.",
      "a list of stun:, turn: or turns: URLs",
    ),
    [],
  ),
  secret: v.optional(
    setting(
      v.nullable(v.pipe(v.string(), v.minLength(8))),
      "Shared secret of the external TURN servers (coturn's `static-auth-secret`).",
      "a text of 8 characters or more",
    ),
    null,
  ),
});

const Room = v.strictObject({
  capacity: v.optional(
    setting(wholeNumber(2, 6), "How many people a new room has a place for.", "a whole number from 2 to 6"),
    2,
  ),
  graceSeconds: v.optional(
    setting(
      wholeNumber(10, 86_400),
      "How long a participant who lost the connection keeps the seat.",
      "a whole number of seconds, 10 or more",
    ),
    120,
  ),
});

export const Config = v.strictObject({
  httpPort: v.optional(
    setting(
      wholeNumber(0, 65_535),
      "Plain HTTP, on this machine's loopback addresses only; 0 takes any free port.",
      "a port number from 0 to 65535",
    ),
    8080,
  ),
  httpsPort: v.optional(
    setting(
      v.union([wholeNumber(0, 65_535), v.literal("off")]),
      "HTTPS, on all addresses; 0 takes any free port, `off` is for servers behind a proxy.",
      "a port number from 0 to 65535, or off",
    ),
    8443,
  ),
  publicUrl: v.optional(
    setting(
      v.nullable(httpUrl),
      "The URL that people type, where a name or a proxy stands before this server. Its path is the base path.",
      "an http: or https: URL without query and fragment",
    ),
    null,
  ),
  publicAddress: v.optional(
    setting(
      v.nullable(ipAddress),
      "The IP address by which others reach this machine. Needed only behind NAT, or where the default route's address is the wrong one.",
      "an IP address",
    ),
    null,
  ),
  dataDir: v.optional(
    setting(
      v.nullable(path),
      "Where the server keeps rooms, keys, logs and its own configuration file.",
      "the path of a directory",
    ),
    null,
  ),
  certificate: v.optional(Certificate, {}),
  trustProxies: v.optional(
    setting(
      v.array(network),
      "Proxies whose `X-Forwarded-*` headers are believed.",
      "a list of IP addresses, networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal",
    ),
    [],
  ),
  allowedOrigins: v.optional(
    setting(
      v.array(origin),
      "Origins beside our own whose pages may connect.",
      "a list of origins such as https://intranet.example.org",
    ),
    [],
  ),
  relay: v.optional(Relay, {}),
  room: v.optional(Room, {}),
  socketsPerAddress: v.optional(
    setting(
      wholeNumber(1, 1_000_000),
      "Signalling connections that one client address may have at a time.",
      "a whole number, 1 or more",
    ),
    100,
  ),
  metricsPublic: v.optional(
    setting(v.boolean(), "Serves `/metrics` to everybody instead of this machine alone.", "true or false"),
    false,
  ),
  logLevel: v.optional(
    setting(
      v.picklist(["debug", "info", "warn", "error", "silent"]),
      "Least severe log lines that are written.",
      "debug, info, warn, error or silent",
    ),
    "info",
  ),
});

export type Config = v.InferOutput<typeof Config>;
