// node scripts/settings-table.js: writes the table of settings in docs/operations.md anew, from the schema.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";
import { root } from "./setup/run.js";

const { module } = await runnerImport(join(root, "packages/server/src/config/table.ts"), {
  root,
  configFile: false,
  logLevel: "error",
});
const path = join(root, "docs/operations.md");
const [begin, end] = ["<!-- settings -->\n", "\n<!-- end of settings -->"];
const text = readFileSync(path, "utf8");
const before = text.slice(0, text.indexOf(begin) + begin.length);
writeFileSync(path, before + module.settingsTable() + text.slice(text.indexOf(end)));
