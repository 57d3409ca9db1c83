import { type Figure, type Side, sides } from "../measure.ts";
import type { Results, Row } from "./figures.ts";
import type { Summary } from "./statistics.ts";

const names: Readonly<Record<Side, string>> = {
  confab: "Confab",
  peerjs: "PeerJS",
  "simple-peer": "simple-peer, Socket.IO",
  bare: "bare pair",
};

function cell(summary: Summary | undefined, digits: number): string {
  if (!summary) return "";
  const [median, min, max] = [summary.median, summary.min, summary.max].map((n) => n.toFixed(digits));
  return min === max ? `${median}` : `${median} (${min}–${max})`;
}

function aimText({ aim, unit, digits }: Figure): string {
  if (!aim) return "";
  const bound = `${aim.kind === "at-most" ? "≤" : "≥"} ${aim.value.toFixed(digits)}`;
  return unit === "" ? bound : `${bound} ${unit}`;
}

function verdict({ reached }: Row): string {
  if (reached === null) return "";
  return reached ? "yes" : "**no**";
}

function titled({ title, unit }: Figure): string {
  return unit === "" ? title : `${title}, ${unit}`;
}

/** The rows as a Markdown table: medians, and in brackets the smallest and the largest. */
export function tableOf(rows: readonly Row[]): string {
  const head = ["figure", "aim", "reached", ...sides.map((side) => names[side])];
  const body = rows.map((row) => [
    titled(row.figure),
    aimText(row.figure),
    verdict(row),
    ...sides.map((side) => cell(row.bySide[side], row.figure.digits)),
  ]);
  return [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The whole page, as docs/benchmarks.md. */
export function pageOf(results: Results): string {
  const machine = Object.entries(results.machine).map(([name, value]) => `${name} ${value}`);
  const failures = results.failures.map(
    (failure) => `- ${failure.bench}, ${failure.side ?? "set-up"}, run ${failure.run}: ${failure.reason}`,
  );
  return [
    "# Benchmarks",
    "",
    "Written by `npm run bench`; don't edit. Medians, and in brackets the smallest and the largest, of " +
      `${results.runs} runs in which the sides take turns on one machine. An empty cell was not measured.`,
    "",
    `Measured ${results.when.slice(0, 10)} on ${machine.join(", ")}.`,
    "",
    tableOf(results.rows),
    "",
    "## How each is measured",
    "",
    ...results.methods.map(({ bench, method }) => `- **${bench}** ${method}`),
    ...(failures.length > 0 ? ["", "## Readings that failed", "", ...failures] : []),
    "",
  ].join("\n");
}
