import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

export const script = `export const text = ${JSON.stringify("lorem ipsum ".repeat(200))};\n`;

/** A built web app, small. */
export async function createWebRoot(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "confab-web-"));
  await mkdir(join(path, "assets"));
  const shell =
    '<!doctype html><html><head><base href="/" /><script src="./assets/app-1a2b.js"></script></head></html>';
  await writeFile(join(path, "index.html"), shell);
  await writeFile(join(path, "favicon.svg"), "<svg/>");
  await writeFile(join(path, "manifest.webmanifest"), "{}");
  await writeFile(join(path, "assets/app-1a2b.js"), script);
  await writeFile(join(path, "assets/app-1a2b.js.br"), brotliCompressSync(script));
  await writeFile(join(path, "assets/app-1a2b.js.gz"), gzipSync(script));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
