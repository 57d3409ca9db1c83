import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Environment } from "../environment.ts";
import { loadConfig, loadDataDirectory } from "./load.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "confab-config-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function around(confab: Record<string, string> = {}, stateHome: string | null = null): Environment {
  return { confab, stateHome, home, path: "/usr/bin", user: 1000 };
}
const none = new Map<string, string>();

test("data is kept in the XDG state directory, for its owner only", async () => {
  const { data } = await loadConfig(around(), none);
  expect(data).toEqual({ path: join(home, ".local/state/confab"), note: null });
  expect(statSync(data.path).mode & 0o077).toBe(0);
  const elsewhere = await loadConfig(around({}, join(home, "state")), none);
  expect(elsewhere.data.path).toBe(join(home, "state/confab"));
});

test("CONFAB_DATA, CONFAB_DATA_DIR and --data-dir name another one, the later the stronger", async () => {
  const at = (name: string) => join(home, name);
  const path = async (confab: Record<string, string>, flags = none) =>
    (await loadConfig(around(confab), flags)).data.path;
  expect(await path({ CONFAB_DATA: at("a") })).toBe(at("a"));
  expect(await path({ CONFAB_DATA: at("a"), CONFAB_DATA_DIR: at("b") })).toBe(at("b"));
  expect(await path({ CONFAB_DATA_DIR: at("b") }, new Map([["data-dir", at("c")]]))).toBe(at("c"));
});

test("confab.yaml in the data directory is read, an empty one too", async () => {
  const data = join(home, "data");
  mkdirSync(data);
  const file = join(data, "confab.yaml");
  writeFileSync(file, "# nothing yet\n");
  expect((await loadConfig(around({ CONFAB_DATA: data }), none)).config.httpPort).toBe(8080);
  writeFileSync(file, "httpPort: 9090\nrelay:\n  mode: off\n");
  const loaded = await loadConfig(around({ CONFAB_DATA: data }), none);
  expect(loaded.file).toBe(file);
  expect(loaded.config).toMatchObject({ httpPort: 9090, relay: { mode: "off" } });
});

test("a file named by --config may say where data is kept", async () => {
  const file = join(home, "other.yaml");
  writeFileSync(file, `dataDir: ${join(home, "d")}\n`);
  const flags = new Map([["config", file]]);
  expect((await loadConfig(around(), flags)).data.path).toBe(join(home, "d"));
  expect((await loadDataDirectory(around(), flags)).path).toBe(join(home, "d"));
});

test.each([
  ["httpPort: [\n", /confab\.yaml: is not YAML: /],
  ["dataDir: /x\n", /confab\.yaml: dataDir: a file inside the data directory cannot name it; use --config$/],
  ["httpPort: x\n", /^confab\.yaml: httpPort: expected a port number/],
  ["a: 1\na: 2\n", /confab\.yaml: is not YAML: Map keys must be unique/],
])("a file with %j is refused in one line", async (text, expected) => {
  writeFileSync(join(home, "confab.yaml"), text);
  const failed = loadConfig(around({ CONFAB_DATA: home }), none);
  await expect(failed).rejects.toThrow(expected);
  await expect(failed).rejects.toMatchObject({
    name: "ConfigError",
    message: expect.not.stringContaining("\n"),
  });
});

test("a named file that is not there, or not a file, is refused", async () => {
  await expect(loadConfig(around(), new Map([["config", join(home, "no.yaml")]]))).rejects.toThrow(
    "there is no such configuration file",
  );
  await expect(loadConfig(around(), new Map([["config", home]]))).rejects.toThrow("cannot be read: EISDIR");
});

test("stopping works whatever else is wrong", async () => {
  writeFileSync(join(home, "confab.yaml"), "nonsense: 1\n");
  const environment = around({ CONFAB_DATA: home, CONFAB_HTTP_PORT: "x" });
  expect((await loadDataDirectory(environment, none)).path).toBe(home);
});

test("a data directory that cannot be made is refused by name", async () => {
  const file = join(home, "file");
  writeFileSync(file, "");
  chmodSync(file, 0o600);
  await expect(loadConfig(around({ CONFAB_DATA: join(file, "x") }), none)).rejects.toThrow(
    /^dataDir: .*cannot be used: ENOTDIR/,
  );
});
