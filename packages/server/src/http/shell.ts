import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** The web app's one page, as served. */
export interface Shell {
  /** The page's HTML, or `null` if the web app is not built. */
  html(): Promise<string | null>;
}

/** Reads `index.html` again when it has changed, and puts the base path into it, which all its links are relative to. */
export function createShell(webRoot: string, basePath: string): Shell {
  const file = join(webRoot, "index.html");
  let kept: { readonly changedAt: number; readonly html: string } | null = null;
  return {
    async html() {
      const changedAt = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => null,
      );
      if (changedAt === null) return null;
      if (kept?.changedAt !== changedAt) {
        const text = await readFile(file, "utf8");
        kept = { changedAt, html: text.replace(/<base href="\/"/, `<base href="${escaped(basePath)}"`) };
      }
      return kept.html;
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
