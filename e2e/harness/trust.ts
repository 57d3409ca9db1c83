import { execFile } from "node:child_process";
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A home directory whose Chromium trusts the given certificate authority, and nothing else beyond the usual. */
export async function homeThatTrusts(certificatePath: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "confab-e2e-trust-"));
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
  return home;
}
