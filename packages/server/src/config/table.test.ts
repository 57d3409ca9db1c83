import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingsTable } from "./table.ts";

test("docs/operations.md has the table as the schema has it; node scripts/settings-table.js writes it", () => {
  const text = readFileSync(new URL("../../../../docs/operations.md", import.meta.url), "utf8");
  const [, table] = /<!-- settings -->\n([\s\S]*?)\n<!-- end of settings -->/.exec(text) ?? [];
  expect(table).toBe(settingsTable());
});
