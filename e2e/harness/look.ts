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

/** Where axe looks: each theme once, on a phone and on a desk. */
const examined = ["360 light", "1280 dark"];

async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`),
  );
}

/** Controls that stick out of the window or their dialog, fields that overlap, and a page that scrolls sideways. */
function layoutFaults(): string[] {
  const faults: string[] = [];
  const sideways = document.documentElement.scrollWidth - window.innerWidth;
  if (sideways > 0) faults.push(`${sideways} px to scroll sideways`);
  const named = (control: Element): string =>
    control.getAttribute("aria-label") ?? control.textContent ?? control.tagName;
  const shown = (control: Element): boolean => control.checkVisibility({ visibilityProperty: true });

  for (const control of document.querySelectorAll("button, input, select, a[href]")) {
    if (!shown(control)) continue;
    const { left, right } = control.getBoundingClientRect();
    const around = control.closest("dialog")?.getBoundingClientRect() ?? {
      left: 0,
      right: window.innerWidth,
    };
    if (left < around.left - 1 || right > around.right + 1) faults.push(`${named(control)} sticks out`);
  }
  const fields = [...document.querySelectorAll("input, select")].filter(shown);
  for (const [at, one] of fields.entries()) {
    const a = one.getBoundingClientRect();
    for (const other of fields.slice(at + 1)) {
      const b = other.getBoundingClientRect();
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > 1) faults.push(`${named(one)} and ${named(other)} overlap`);
    }
  }
  return faults;
}

/** The faults that are still there after the moment that a layout may take to settle. */
async function settledFaults(page: Page): Promise<string[]> {
  let faults: string[] = [];
  const none = async (): Promise<void> => {
    faults = await page.evaluate(layoutFaults);
    expect(faults).toEqual([]);
  };
  await expect(none)
    .toPass({ timeout: 2_000 })
    .catch(() => undefined);
  return faults;
}

async function onScreen(page: Page, button: string): Promise<boolean> {
  const found = page.getByRole("button", { name: button, exact: true });
  try {
    await expect(found).toBeInViewport({ ratio: 1, timeout: 2_000 });
    return true;
  } catch {
    return false;
  }
}

export interface LookOptions {
  /** Names of buttons that must be wholly on the screen at every size. */
  readonly reachable?: readonly string[];
  /** Opens the page anew at each size, for a layout that is decided once. */
  readonly arrive?: () => Promise<void>;
}

/**
 * Takes a page in its present state at every size and in both themes: keeps screenshots, and expects axe to find
 * nothing, the layout to hold, and the named buttons to be on the screen.
 */
export async function look(page: Page, state: string, options: LookOptions = {}): Promise<void> {
  const found: string[] = [];
  for (const { width, height } of sizes) {
    await page.setViewportSize({ width, height });
    await options.arrive?.();
    for (const name of options.reachable ?? []) {
      if (!(await onScreen(page, name)))
        found.push(`${width}x${height}: ${name} is not wholly on the screen`);
    }
    found.push(...(await settledFaults(page)).map((fault) => `${width}x${height}: ${fault}`));
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `${folder}${state}-${width}x${height}-${colorScheme}.png` });
      if (!examined.includes(`${width} ${colorScheme}`)) continue;
      found.push(...(await axeFaults(page)).map((fault) => `${width}x${height} ${colorScheme}: ${fault}`));
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  expect.soft(found, `faults of ${state}`).toEqual([]);
}
