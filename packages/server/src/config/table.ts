import { settings } from "./settings.ts";

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return `\`${String(value)}\``;
}

/** The table of all settings for docs/operations.md, Markdown. */
export function settingsTable(): string {
  const rows = settings.map(
    ({ key, variable, fallback, about, expected }) =>
      `| \`${key}\` | \`${variable}\` | ${shown(fallback)} | ${cell(about)} Takes ${cell(expected)}. |`,
  );
  return ["| setting | variable | default | what it is for |", "|---|---|---|---|", ...rows].join("\n");
}
