import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const folder = fileURLToPath(new URL("../../artifacts/screenshots/", import.meta.url));

const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

const schemes = ["light", "dark"] as const;

/** WCAG 2.2, levels A and AA. */
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`),
  );
}

/** Layouts may take a moment to settle after a change of size. */
async function onScreen(page: Page, button: string): Promise<boolean> {
  try {
    await expect(page.getByRole("button", { name: button, exact: true })).toBeInViewport({
      ratio: 1,
      timeout: 2_000,
    });
    return true;
  } catch {
    return false;
  }
}

export interface LookOptions {
  /** Names of buttons that must be wholly on the screen at every size. */
  readonly reachable?: readonly string[];
}

/**
 * Takes a page in its present state at every size and in both themes: keeps screenshots, and expects axe to find
 * nothing at the narrowest and a wide size, nothing to scroll sideways, and the named buttons to be on the screen.
 */
export async function look(page: Page, state: string, { reachable = [] }: LookOptions = {}): Promise<void> {
  const found: string[] = [];
  for (const { width, height } of sizes) {
    await page.setViewportSize({ width, height });
    for (const name of reachable) {
      if (!(await onScreen(page, name)))
        found.push(`${width}x${height}: ${name} is not wholly on the screen`);
    }
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (sideways > 0) found.push(`${width}x${height}: ${sideways} px to scroll sideways`);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `${folder}${state}-${width}x${height}-${colorScheme}.png` });
      if (width === 360 || width === 1280) {
        found.push(...(await faults(page)).map((fault) => `${width}x${height} ${colorScheme}: ${fault}`));
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  expect.soft(found, `faults of ${state}`).toEqual([]);
}
