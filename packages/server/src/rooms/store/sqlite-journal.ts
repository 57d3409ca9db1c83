import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import type { RoomClock } from "../clock.ts";
import type { Room, RoomId } from "../model.ts";
import { parseDocument } from "./document.ts";
import { flushWithinMs, type Journal, JournalError, type Kept, type Lasting } from "./journal.ts";

export interface SqliteJournalDeps {
  /** The database file; made, readable by its owner only, if it is not there. Its folder too. */
  readonly path: string;
  readonly clock: Pick<RoomClock, "after">;
  /** Called once when changes that nobody waits for can't be written, and with `null` when they can again. */
  readonly onTrouble: (error: JournalError | null) => void;
  /** Called for each row that can't be read. Such a row is set aside in table `damaged`, and the server does without the room. */
  readonly onDamage: (id: string) => void;
}

/** Grows when the tables or the documents in them change in a way that this release's readers would misunderstand. */
const schemaVersion = 1;

/** NORMAL survives the death of the process, FULL that of the machine (https://www.sqlite.org/pragma.html#pragma_synchronous). */
const synchronous: Readonly<Record<Lasting, string>> = { process: "NORMAL", machine: "FULL" };

/** Wait before the next try after a failed write, in ms. */
const retryAfterMs = 1_000;

/**
 * A journal in an SQLite file: one row per room, its document as JSON text. Throws a `JournalError` if the file can't be
 * used. The file is locked while it is open, since two servers over one journal would undo each other's work.
 */
export function openSqliteJournal({ path, clock, onTrouble, onDamage }: SqliteJournalDeps): Journal {
  const database = openDatabase(path);
  const kept = load(database, path, onDamage);
  const put = database.prepare(
    "INSERT INTO room (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document",
  );
  const remove = database.prepare("DELETE FROM room WHERE id = ?");

  const unwritten = new Map<RoomId, Room | null>();
  let scheduled: (() => void) | null = null;
  let settling: Promise<void> | null = null;
  /** Of what is unwritten, by whoever wants the most. */
  let wanted: Lasting = "process";
  let inTrouble = false;
  let inForce: Lasting | null = null;
  let closed: Promise<void> | null = null;

  function flush(): void {
    scheduled?.();
    scheduled = null;
    if (unwritten.size === 0) return;
    const lasting = wanted;
    try {
      if (lasting !== inForce) database.pragma(`synchronous = ${synchronous[lasting]}`);
      inForce = lasting;
      transaction(database, () => {
        for (const [id, room] of unwritten) {
          if (room === null) remove.run(id);
          else put.run(id, JSON.stringify(room));
        }
      });
      unwritten.clear();
      wanted = "process";
      if (inTrouble) onTrouble(null);
      inTrouble = false;
    } catch (cause) {
      scheduled = clock.after(retryAfterMs, flushQuietly);
      throw new JournalError("unwritable", `Cannot write ${path}: ${reasonOf(cause)}.`, cause);
    }
  }

  function flushQuietly(): void {
    try {
      flush();
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      if (!inTrouble) onTrouble(error);
      inTrouble = true;
    }
  }

  async function settleSoon(): Promise<void> {
    // All that is decided in this turn of the event loop goes to disk in one transaction.
    await new Promise((resolve) => setImmediate(resolve));
    settling = null;
    flush();
  }

  return {
    kept,
    write(id, room) {
      unwritten.set(id, room);
      scheduled ??= clock.after(flushWithinMs, flushQuietly);
    },
    settle(lasting) {
      if (lasting === "machine") wanted = lasting;
      settling ??= settleSoon();
      return settling;
    },
    close() {
      closed ??= (async () => {
        try {
          wanted = "machine";
          flush();
        } finally {
          scheduled?.();
          letGo(database);
        }
      })();
      return closed;
    },
  };
}

type Connection = InstanceType<typeof Database>;

/** Marks the file as ours in its header (https://www.sqlite.org/pragma.html#pragma_application_id): "cfab". */
const applicationId = 0x63666162;

function openDatabase(path: string): Connection {
  let database: Connection;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, "a", 0o600));
    database = new Database(path);
  } catch (cause) {
    throw new JournalError("unreadable", `Cannot open ${path}: ${reasonOf(cause)}.`, cause);
  }
  try {
    database.pragma("locking_mode = EXCLUSIVE");
    database.pragma("journal_mode = WAL");
    transaction(database, () => prepareSchema(database, path));
  } catch (cause) {
    letGo(database);
    throw cause instanceof JournalError ? cause : openingError(path, cause);
  }
  return database;
}

/**
 * The driver's `close` waits for the garbage collector to take the prepared statements, and the lock stays until then.
 * A connection opened in exclusive mode gives its lock up only after it has left WAL mode, at its next read
 * (https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory).
 */
function letGo(database: Connection): void {
  try {
    database.pragma("journal_mode = DELETE");
    database.pragma("locking_mode = NORMAL");
    numberIn(database, "PRAGMA user_version");
  } catch {
    // A file that could not be used needs no tidying.
  } finally {
    database.close();
  }
}

function openingError(path: string, cause: unknown): JournalError {
  const code = cause instanceof Database.SqliteError ? cause.code : "";
  switch (code) {
    case "SQLITE_BUSY":
      return new JournalError("in-use", `${path} is in use by another server.`, cause);
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return new JournalError(
        "damaged",
        `${path} is not a room journal, or damaged beyond reading. Move it away to start with no rooms.`,
        cause,
      );
    default:
      return new JournalError("unreadable", `Cannot open ${path}: ${reasonOf(cause)}.`, cause);
  }
}

function prepareSchema(database: Connection, path: string): void {
  const found = numberIn(database, "PRAGMA application_id");
  const version = numberIn(database, "PRAGMA user_version");
  if (found !== applicationId) {
    if (numberIn(database, "SELECT count(*) FROM sqlite_schema") > 0) {
      throw new JournalError("damaged", `${path} is a database, but not a room journal.`);
    }
    database.exec(`
      CREATE TABLE room (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE damaged (id TEXT NOT NULL, document ANY, found_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
      CREATE TABLE opened (times INTEGER NOT NULL);
      INSERT INTO opened VALUES (0);
      PRAGMA application_id = ${applicationId};
      PRAGMA user_version = ${schemaVersion};
    `);
  } else if (version > schemaVersion) {
    throw new JournalError(
      "too-new",
      `${path} was written by a newer release (journal version ${version}, this one knows ${schemaVersion}).`,
    );
  }
}

function load(database: Connection, path: string, onDamage: (id: string) => void): Kept {
  try {
    return transaction(database, () => {
      const epoch = numberIn(database, "UPDATE opened SET times = times + 1 RETURNING times");
      const rooms: Room[] = [];
      const damaged: string[] = [];
      for (const { id, document } of rowsOf(database)) {
        const room = typeof document === "string" ? parseDocument(document) : null;
        if (room?.id === id) rooms.push(room);
        else damaged.push(id);
      }
      const copy = database.prepare(
        "INSERT INTO damaged (id, document) SELECT id, document FROM room WHERE id = ?",
      );
      const remove = database.prepare("DELETE FROM room WHERE id = ?");
      for (const id of damaged) {
        copy.run(id);
        remove.run(id);
        onDamage(id);
      }
      return { rooms, epoch };
    });
  } catch (cause) {
    letGo(database);
    throw openingError(path, cause);
  }
}

function* rowsOf(database: Connection): Iterable<{ id: string; document: unknown }> {
  for (const row of database.prepare("SELECT id, document FROM room").raw().all()) {
    if (Array.isArray(row)) yield { id: String(row[0]), document: row[1] };
  }
}

function numberIn(database: Connection, query: string): number {
  const row = database.prepare(query).raw().get();
  return Array.isArray(row) ? Number(row[0]) : 0;
}

/** Takes the write lock at once, so that a second server fails here and not at its first change. */
function transaction<T>(database: Connection, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const outcome = work();
    database.exec("COMMIT");
    return outcome;
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
}
