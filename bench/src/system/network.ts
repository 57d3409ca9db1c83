import { execFileSync, spawn } from "node:child_process";
import { existsSync, readlinkSync, writeFileSync } from "node:fs";
import { until } from "./wait.ts";

function ip(line: string): void {
  execFileSync("ip", line.split(" "), { stdio: ["ignore", "ignore", "inherit"] });
}

/**
 * Gives a fresh network namespace an address and a default route. Nothing leaves it: the route's other end is a
 * device that nobody listens on. Browsers need the address for their host candidates.
 */
export function raisePrivateNetwork(): void {
  ip("link set lo up");
  ip("link add bench0 type veth peer name bench1");
  ip("addr add 10.90.0.1/24 dev bench0");
  ip("link set bench0 up");
  ip("link set bench1 up");
  ip("route add default via 10.90.0.2 dev bench0");
}

/** A namespace of its own, connected by a line of limited rate each way. */
export interface Household {
  /** Shell words that run a command inside. */
  readonly prefix: string;
  /** Where the bench's own namespace is reached from inside. */
  readonly gateway: string;
  close(): void;
}

/**
 * Makes a namespace behind a pair of virtual Ethernet devices, both shaped by a token bucket (tc-tbf(8)) when a
 * rate is given. Households reach each other through the bench's namespace, which routes.
 */
export async function makeHousehold(index: number, kbitPerSecond: number | null): Promise<Household> {
  const holder = spawn("unshare", ["--net", "sleep", "infinity"], { stdio: "ignore" });
  const { pid } = holder;
  if (pid === undefined) throw new Error("no namespace");
  const own = `10.91.${index}.1`;
  const theirs = `10.91.${index}.2`;
  const prefix = `nsenter --net=/proc/${pid}/ns/net --`;
  const inside = (line: string): void => {
    execFileSync("nsenter", [`--net=/proc/${pid}/ns/net`, "--", ...line.split(" ")]);
  };
  const ownNamespace = readlinkSync("/proc/self/ns/net");
  await until(
    "a new namespace",
    () => existsSync(`/proc/${pid}/ns/net`) && readlinkSync(`/proc/${pid}/ns/net`) !== ownNamespace,
  );
  ip(`link add home${index} type veth peer name line netns ${pid}`);
  ip(`addr add ${own}/24 dev home${index}`);
  ip(`link set home${index} up`);
  inside("ip link set lo up");
  inside(`ip addr add ${theirs}/24 dev line`);
  inside("ip link set line up");
  inside(`ip route add default via ${own}`);
  if (kbitPerSecond !== null) {
    const bucket = `root tbf rate ${kbitPerSecond}kbit burst 10kb latency 300ms`;
    execFileSync("tc", `qdisc add dev home${index} ${bucket}`.split(" "));
    inside(`tc qdisc add dev line ${bucket}`);
  }
  return {
    prefix,
    gateway: own,
    close() {
      // The devices end with the namespace, the namespace with its last process.
      holder.kill("SIGKILL");
    },
  };
}

/** Lets the bench's namespace pass packets between households. */
export function routeBetweenHouseholds(): void {
  writeFileSync("/proc/sys/net/ipv4/ip_forward", "1");
}
