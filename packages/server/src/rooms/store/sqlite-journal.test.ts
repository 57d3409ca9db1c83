import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Room } from "../model.ts";
import { acted, newRoom } from "../testing/acted.ts";
import { createFakeClock, type FakeClock } from "../testing/fake-clock.ts";
import { joinCommand, roomId } from "../testing/samples.ts";
import { type Journal, JournalError } from "./journal.ts";
import { openSqliteJournal } from "./sqlite-journal.ts";

let folder: string;
let path: string;
let clock: FakeClock;
let opened: Journal[];
let trouble: (JournalError | null)[];
let damage: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "confab-journal-"));
  path = join(folder, "data", "rooms.db");
  clock = createFakeClock();
  opened = [];
  trouble = [];
  damage = [];
});
afterEach(async () => {
  for (const journal of opened) await journal.close().catch(() => {});
  rmSync(folder, { recursive: true });
});

function open(): Journal {
  const journal = openSqliteJournal({
    path,
    clock,
    onTrouble: (error) => trouble.push(error),
    onDamage: (id) => damage.push(id),
  });
  opened.push(journal);
  return journal;
}

async function keptAfter(...rooms: Room[]): Promise<readonly Room[]> {
  const journal = open();
  for (const room of rooms) journal.write(room.id, room);
  await journal.close();
  const again = open();
  await again.close();
  return again.kept.rooms;
}

function troubleOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error instanceof JournalError ? error.trouble : error;
  }
  return "none";
}

const occupied = acted(newRoom(), [joinCommand("Ann"), joinCommand("Ben")]);

/** Puts a number into a closed file's header, as https://www.sqlite.org/fileformat.html#the_database_header lays it out. */
function setHeader(field: "user version" | "application id", value: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt32BE(value, field === "user version" ? 60 : 68);
  writeFileSync(path, bytes);
}

function replaceInFile(text: string, by: string): void {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(0);
  bytes.write(by, at);
  writeFileSync(path, bytes);
}

describe("keeping", () => {
  test("gives back the newest document of each room, and no removed one", async () => {
    const other: Room = { ...newRoom(), id: "default/other" };
    const journal = open();
    expect(journal.kept).toEqual({ rooms: [], epoch: 1 });
    journal.write(roomId, newRoom());
    journal.write(other.id, other);
    await journal.settle("machine");
    journal.write(roomId, occupied);
    journal.write(other.id, null);
    await journal.close();
    expect(open().kept).toEqual({ rooms: [occupied], epoch: 2 });
  });

  test("writes what nobody waits for within 50 ms, in one go", async () => {
    const journal = open();
    journal.write(roomId, newRoom());
    await clock.advance(30);
    journal.write(roomId, occupied);
    expect(clock.waiting).toBe(1);
    const before = statSync(`${path}-wal`).size;
    await clock.advance(20);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(before);
    expect(clock.waiting).toBe(0);
  });

  test("waits no longer for what was settled", async () => {
    const journal = open();
    journal.write(roomId, occupied);
    await journal.settle("machine");
    expect(clock.waiting).toBe(0);
  });

  test("is readable by its owner only", () => {
    open();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
  });

  test("closes once and for all", async () => {
    const journal = open();
    journal.write(roomId, occupied);
    await Promise.all([journal.close(), journal.close()]);
    expect(clock.waiting).toBe(0);
    expect(open().kept.rooms).toEqual([occupied]);
  });
});

describe("a write that fails", () => {
  function failingOnce(failures: number): Room {
    let left = failures;
    const room = {
      ...occupied,
      toJSON() {
        left -= 1;
        if (left >= 0) throw new Error("The disk is full.");
        return occupied;
      },
    };
    return room;
  }

  test("is told to whoever waits, and tried again", async () => {
    const journal = open();
    journal.write(roomId, failingOnce(1));
    await expect(journal.settle("machine")).rejects.toMatchObject({ trouble: "unwritable" });
    await clock.advance(1_000);
    await journal.close();
    expect(open().kept.rooms).toEqual([occupied]);
  });

  test("is reported once, and tried again every second", async () => {
    const journal = open();
    journal.write(roomId, failingOnce(3));
    await clock.advance(50 + 3_000);
    expect(trouble.map((error) => error?.message)).toEqual([
      `Cannot write ${path}: The disk is full.`,
      undefined,
    ]);
    await journal.close();
    expect(open().kept.rooms).toEqual([occupied]);
  });
});

describe("a file that is not as it should be", () => {
  test("a damaged row is set aside and reported; the others are read", async () => {
    const other: Room = { ...newRoom(), id: "default/other" };
    await keptAfter(occupied, other);
    replaceInFile('{"id":"default/other"', '!"id":"default/other"');
    const journal = open();
    expect(journal.kept.rooms).toEqual([occupied]);
    expect(damage).toEqual(["default/other"]);
    await journal.close();
    open();
    expect(damage).toHaveLength(1);
    expect(readFileSync(path).includes('!"id":"default/other"')).toBe(true);
  });

  test("a row whose document has another shape is damaged too", async () => {
    await keptAfter(occupied);
    replaceInFile('"capacity":2', '"Capacity":2');
    expect(open().kept.rooms).toEqual([]);
    expect(damage).toEqual([roomId]);
  });

  test("one that another server holds is refused", () => {
    open();
    expect(troubleOf(open)).toBe("in-use");
  });

  test("one of a newer release is refused and left alone", async () => {
    await keptAfter(occupied);
    setHeader("user version", 2);
    expect(open).toThrow("journal version 2, this one knows 1");
    expect(troubleOf(open)).toBe("too-new");
    setHeader("user version", 1);
    expect(open().kept.rooms).toEqual([occupied]);
  });

  test("one of another program is refused", async () => {
    await keptAfter(occupied);
    setHeader("application id", 7);
    expect(troubleOf(open)).toBe("damaged");
  });

  test("one that is no database is refused", async () => {
    await keptAfter();
    writeFileSync(path, "Dear diary, today I was mistaken for a database. ".repeat(100));
    expect(troubleOf(open)).toBe("damaged");
  });

  test("a folder is refused", () => {
    path = folder;
    expect(troubleOf(open)).toBe("unreadable");
  });
});

describe("kill -9", () => {
  /** Longer than the journal ever waits, even where the machine is busy, in ms. */
  const window = 400;

  interface Said {
    readonly at: number;
    readonly what: string;
    readonly count: number;
  }

  /** Lets a writer work for a while, kills it, and returns what it said. */
  async function killedWriter(from: number): Promise<Said[]> {
    const script = fileURLToPath(new URL("./testing/journal-writer.ts", import.meta.url));
    const conditions = JSON.stringify({ conditions: ["source"] });
    const child = spawn(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `const { runnerImport } = await import("vite");
         const inline = { configFile: false, logLevel: "silent", resolve: ${conditions}, ssr: { resolve: ${conditions} } };
         const { module } = await runnerImport(${JSON.stringify(script)}, inline);
         await module.writeUntilKilled(${JSON.stringify(path)}, ${from});`,
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let output = "";
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    child.stdout.on("data", (data) => {
      output += data;
      const said = parse(output);
      const [first, last] = [said[0], said.at(-1)];
      if (first && last && last.at - first.at > 2 * window) child.kill("SIGKILL");
    });
    const [, signal] = await once(child, "close");
    expect(signal, errors).toBe("SIGKILL");
    return parse(output);
  }

  function parse(output: string): Said[] {
    return output
      .split("\n")
      .slice(0, -1)
      .map((line) => {
        const [at, what = "", count] = line.split(" ");
        return { at: Number(at), what, count: Number(count) };
      });
  }

  test("loses nothing durable, and nothing older than the window", async () => {
    const made: number[] = [];
    let from = 1;
    for (let round = 1; round <= 3; round += 1) {
      const said = await killedWriter(from);
      const end = said.at(-1)?.at ?? 0;
      made.push(...said.filter(({ what }) => what === "made").map(({ count }) => count));
      const surelyRenamed = said.filter(({ what, at }) => what === "renamed" && at < end - window);

      const journal = open();
      const rooms = new Map(journal.kept.rooms.map((room) => [room.id, room]));
      await journal.close();
      expect(journal.kept.epoch).toBe(2 * round);
      expect(damage).toEqual([]);
      expect(made.filter((count) => !rooms.has(`default/made-${count}`))).toEqual([]);
      const name = Number(rooms.get("default/renamed")?.participants[0]?.name);
      expect(surelyRenamed.length).toBeGreaterThan(0);
      expect(name).toBeGreaterThanOrEqual(surelyRenamed.at(-1)?.count ?? 0);
      from = (said.at(-1)?.count ?? 0) + 1;
    }
    expect(made.length).toBeGreaterThan(3);
  });
});
