import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = join(dirname(fileURLToPath(import.meta.url)), "..");
const files = readdirSync(source, { recursive: true, encoding: "utf8" });
const read = (file: string) => readFileSync(join(source, file), "utf8");

/** Class names that a stylesheet defines; comments and decimals such as `0.5` hold none. */
function defined(stylesheet: string): Set<string> {
  const rules = read(stylesheet).replace(/\/\*[\s\S]*?\*\//g, "");
  return new Set([...rules.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = ""]) => name));
}

/** Stylesheets that a module imports as `css`, and the names it takes from them. */
function uses(module: string): { stylesheet: string; names: Set<string>; computed: boolean } | null {
  const text = read(module);
  const path = /import css from "(.+\.module\.css)"/.exec(text)?.[1];
  if (path === undefined) return null;
  const names = new Set([...text.matchAll(/\bcss\.(\w+)/g)].map(([, name = ""]) => name));
  return {
    stylesheet: relative(source, join(source, dirname(module), path)),
    names,
    computed: /\bcss\[/.test(text),
  };
}

// TypeScript sees any name in a CSS module, so this is where a misspelt or left-over class shows.
describe.each(files.filter((file) => file.endsWith(".module.css")))("%s", (stylesheet) => {
  const users = files.flatMap((file) => {
    const use = file.endsWith(".tsx") ? uses(file) : null;
    return use?.stylesheet === stylesheet ? [use] : [];
  });

  it("defines every class that is used", () => {
    const names = defined(stylesheet);
    for (const use of users) for (const name of use.names) expect(names).toContain(name);
  });

  it("has no class that nobody uses", () => {
    const used = new Set(users.flatMap((use) => [...use.names]));
    // Names that are looked up by a value can't be read off the text.
    if (!users.some((use) => use.computed)) expect(used).toEqual(defined(stylesheet));
    expect(users).not.toHaveLength(0);
  });
});
