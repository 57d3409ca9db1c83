import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

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
