import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RoomServer } from "./server.ts";

const run = promisify(execFile);

/** Makes the Chromium of a home directory trust a certificate authority as its import dialogue would. */
export async function trust(home: string, certificatePath: string): Promise<void> {
  const store = join(home, ".pki", "nssdb");
  await mkdir(store, { recursive: true });
  await run("certutil", ["-N", "-d", `sql:${store}`, "--empty-password"]);
  await run("certutil", [
    "-A",
    "-d",
    `sql:${store}`,
    "-t",
    "C,,",
    "-n",
    "confab local",
    "-i",
    certificatePath,
  ]);
}

/** Downloads the server's certificate authority as the trust page offers it; gives the file's path. */
export async function authorityOf(server: RoomServer): Promise<string> {
  const answer = await fetch(`${server.url}ca.crt`);
  if (!answer.ok) throw new Error(`ca.crt: ${answer.status}`);
  const path = join(server.dataDir, "downloaded.crt");
  await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  return path;
}
