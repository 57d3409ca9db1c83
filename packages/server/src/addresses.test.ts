import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { basePathOf, linksOf, type NetworkFacts, readNetwork, resolveAddresses } from "./addresses.ts";

function info(address: string, internal = false): NetworkInterfaceInfo {
  const common = { address, netmask: "", mac: "", internal, cidr: null };
  return address.includes(":") ? { ...common, family: "IPv6", scopeid: 0 } : { ...common, family: "IPv4" };
}

const lo = [info("127.0.0.1", true), info("::1", true)];
const head4 = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n";
const default4 = (name: string, metric = 0) =>
  `${name}\t00000000\t0101A8C0\t0003\t0\t0\t${metric}\t00000000\t0\t0\t0\n`;
const zeros = "0".repeat(32);
const default6 = (name: string, metric: string) =>
  `${zeros} 00 ${zeros} 00 fe80000000000000000000000000000a ${metric} 00000001 00000000 00000003 ${name}\n`;

function facts(changes: Partial<NetworkFacts> = {}): NetworkFacts {
  return { interfaces: { lo }, route4: head4, route6: "", flags6: "", hostname: "Desk", ...changes };
}

const twoInterfaces = facts({
  interfaces: {
    lo,
    docker0: [info("172.17.0.1")],
    eth0: [info("192.168.1.5"), info("fd00::5"), info("2001:db8::5"), info("fe80::5")],
    eth1: [info("10.9.0.5")],
  },
  route4: head4 + default4("eth1", 200) + default4("eth0", 100),
  route6: default6("eth0", "00000400") + default6("lo", "ffffffff"),
});

describe("the address that others use", () => {
  test("is the default route's, of the lowest metric, not the first interface's", () => {
    expect(resolveAddresses(twoInterfaces, null)).toEqual({
      main: "192.168.1.5",
      v4: { local: "192.168.1.5", announced: "192.168.1.5" },
      v6: { local: "fd00::5", announced: "fd00::5" },
      lan: ["172.17.0.1", "192.168.1.5", "fd00::5", "2001:db8::5", "10.9.0.5"],
      host: "desk",
      loopbackOnly: false,
    });
  });

  test("is any there is, where there is no default route", () => {
    const { main, v6 } = resolveAddresses(facts({ interfaces: { lo, eth0: [info("10.1.0.2")] } }), null);
    expect([main, v6]).toEqual(["10.1.0.2", null]);
  });

  test("is an IPv6 address where there is no other", () => {
    const { main, v4, v6 } = resolveAddresses(
      facts({ interfaces: { lo, eth0: [info("2001:db8::5")] } }),
      null,
    );
    expect([main, v4, v6?.local]).toEqual(["2001:db8::5", null, "2001:db8::5"]);
  });

  test("is loopback without any network", () => {
    const found = resolveAddresses(facts(), null);
    expect(found).toMatchObject({ main: "127.0.0.1", v6: null, lan: [], loopbackOnly: true });
  });

  test("is no temporary or deprecated one", () => {
    const flags6 = [
      "20010db8000000000000000000000001 02 40 00 01     eth0",
      "20010db8000000000000000000000002 02 40 00 00     eth0",
    ].join("\n");
    const interfaces = { lo, eth0: [info("2001:db8::1"), info("2001:db8::2")] };
    expect(resolveAddresses(facts({ interfaces, flags6 }), null).lan).toEqual(["2001:db8::2"]);
  });
});

describe("a configured address", () => {
  test("of another machine stands for ours behind NAT", () => {
    const { main, v4, v6 } = resolveAddresses(twoInterfaces, "198.51.100.7");
    expect(main).toBe("198.51.100.7");
    expect(v4).toEqual({ local: "192.168.1.5", announced: "198.51.100.7" });
    expect(v6?.announced).toBe("fd00::5");
  });

  test("of our own is bound to itself, whatever the default route", () => {
    expect(resolveAddresses(twoInterfaces, "10.9.0.5").v4).toEqual({
      local: "10.9.0.5",
      announced: "10.9.0.5",
    });
  });

  test("of loopback keeps everything on loopback", () => {
    expect(resolveAddresses(twoInterfaces, "127.0.0.1")).toMatchObject({
      v4: { local: "127.0.0.1" },
      v6: null,
      lan: [],
      loopbackOnly: true,
    });
  });

  test("of IPv6 works as well", () => {
    const { main, v4, v6 } = resolveAddresses(twoInterfaces, "2001:DB8:0::99");
    expect([main, v4?.local, v6?.local]).toEqual(["2001:db8::99", "192.168.1.5", "fd00::5"]);
  });
});

describe("links", () => {
  const addresses = resolveAddresses(twoInterfaces, null);
  const ports = { http: 8080, https: 8443 };

  test("lead here by loopback and to others by HTTPS", () => {
    expect(linksOf(addresses, ports, null)).toEqual({
      here: "http://localhost:8080/",
      others: "https://192.168.1.5:8443/",
    });
  });
  test("take the public URL with its base path", () => {
    expect(linksOf(addresses, ports, "https://calls.example.org/talk")).toEqual({
      here: "http://localhost:8080/talk/",
      others: "https://calls.example.org/talk/",
    });
    expect(basePathOf("https://calls.example.org")).toBe("/");
  });
  test("put IPv6 addresses in brackets", () => {
    const six = resolveAddresses(twoInterfaces, "2001:db8::5");
    expect(linksOf(six, ports, null).others).toBe("https://[2001:db8::5]:8443/");
  });
  test("lead nobody in where there is no network or no HTTPS", () => {
    expect(linksOf(resolveAddresses(facts(), null), ports, null).others).toBeNull();
    expect(linksOf(addresses, { http: 8080, https: null }, null).others).toBeNull();
  });
});

test("this machine has an address by these rules", () => {
  const { v4, v6 } = resolveAddresses(readNetwork(), null);
  expect(v4 ?? v6).not.toBeNull();
});
