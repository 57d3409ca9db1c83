import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../clock.ts";
import type { Log } from "../../logging.ts";
import { findRunningCoturn, stopCoturn } from "../coturn/engine.ts";
import { type LocalRelay, localRelay } from "../relay/testing/local-relay.ts";
import { waitFor } from "../relay/testing/wait-for.ts";
import { isAlive } from "./identity.ts";
import { isCrashLooping } from "./lifecycle.ts";
import { createSupervisor, type Supervisor } from "./supervisor.ts";

let relay: LocalRelay;
const supervisors: Supervisor[] = [];

beforeEach(() => {
  relay = localRelay(25_780);
});
afterEach(async () => {
  for (const supervisor of supervisors.splice(0)) supervisor.close();
  await relay.remove();
});

function recorder() {
  const lines: string[] = [];
  const keep = (_: object, message: string) => void lines.push(message);
  const log: Log = { debug() {}, info: keep, warn: keep, error: keep, child: () => log };
  return { log, lines };
}

function supervise(changes: Parameters<LocalRelay["engine"]>[0] = {}) {
  const engine = relay.engine(changes);
  const { log, lines } = recorder();
  const supervisor = createSupervisor({ engine, clock: systemClock, log });
  supervisors.push(supervisor);
  supervisor.start();
  return { engine, supervisor, lines };
}

function pidOf(supervisor: Supervisor): number | null {
  const state = supervisor.state();
  return state.kind === "running" ? state.process.pid : null;
}

test("the next server adopts a living relay", async () => {
  const first = supervise();
  const pid = await waitFor("the relay runs", () => pidOf(first.supervisor));
  first.supervisor.close();

  const second = supervise();
  expect(await second.supervisor.settled()).toMatchObject({ kind: "running", adopted: true });
  expect(pidOf(second.supervisor)).toBe(pid);
  expect(await second.engine.probe()).toBe(true);
  expect(second.engine.secret).toBe(first.engine.secret);
});

test("a changed configuration replaces the relay", async () => {
  const first = supervise();
  const pid = await waitFor("the relay runs", () => pidOf(first.supervisor));
  first.supervisor.close();

  const second = supervise({ wanted: { ...relay.wanted, maxBps: 1_000_000 } });
  expect(await second.supervisor.settled()).toMatchObject({ kind: "running", adopted: false });
  expect(pidOf(second.supervisor)).not.toBe(pid);
  expect(await second.engine.probe()).toBe(true);
});

test("a relay that is killed is started again", async () => {
  const { supervisor, engine } = supervise();
  const pid = await waitFor("the relay runs", () => pidOf(supervisor));
  process.kill(pid, "SIGKILL");
  const next = await waitFor("another relay runs", () => {
    const now = pidOf(supervisor);
    return now !== pid && now;
  });
  expect(next).not.toBe(pid);
  expect(await engine.probe()).toBe(true);
});

test("an adopted relay that is killed is started again", async () => {
  const first = supervise();
  const pid = await waitFor("the relay runs", () => pidOf(first.supervisor));
  first.supervisor.close();
  const second = supervise();
  await second.supervisor.settled();
  process.kill(pid, "SIGKILL");
  await waitFor("another relay runs", () => (pidOf(second.supervisor) ?? pid) !== pid);
  expect(second.lines).toContain("engine will be started again");
});

/** A turnserver of our own making, found first on the path. */
function fakeTurnserver(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), "confab-fake-"));
  const file = join(folder, "turnserver");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return `${folder}:/usr/bin:/bin`;
}

test("a relay that keeps crashing is reported, and tried ever more rarely", async () => {
  const path = fakeTurnserver("exit 255");
  const { supervisor, lines } = supervise({ path });
  const state = await waitFor("the crash loop is seen", () => {
    const now = supervisor.state();
    return now.kind === "waiting" && isCrashLooping(now) && now;
  });
  expect(state.because).toBe("ended with code 255");
  expect(lines.slice(-1)).toEqual(["engine keeps failing"]);
  rmSync(path.split(":")[0] ?? "", { recursive: true });
});

test("a machine without coturn is told so, and nothing else happens", async () => {
  const engine = relay.engine();
  const { log, lines } = recorder();
  const { ProgramMissing } = await import("./supervisor.ts");
  const launch = () => Promise.reject(new ProgramMissing("coturn"));
  const supervisor = createSupervisor({ engine: { ...engine, launch }, clock: systemClock, log });
  supervisors.push(supervisor);
  supervisor.start();
  expect(await supervisor.settled()).toMatchObject({ kind: "missing", what: "coturn" });
  expect(lines).toEqual(["engine is not installed"]);
});

test("stop leaves no process", async () => {
  const { supervisor } = supervise();
  const pid = await waitFor("the relay runs", () => pidOf(supervisor));
  const kept = findRunningCoturn(relay.directory);
  expect(kept?.pid).toBe(pid);
  supervisor.close();
  expect(await stopCoturn(relay.directory)).toBe(pid);
  expect(kept && isAlive(kept)).toBe(false);
  expect(findRunningCoturn(relay.directory)).toBeNull();
});
