import { expect, type Locator, type Page } from "@playwright/test";

/** The join page, filled in and ready; camera and microphone stand. */
export async function openJoinPage(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
}

export const joinButton = (page: Page): Locator =>
  page.getByRole("button", { name: "Join now", exact: true });

/** The call's page. */
export const call = (page: Page) => ({
  controls: page.getByRole("toolbar", { name: "Call controls" }),
  /** A person's place on the stage, by the name; one's own is `Your picture`. */
  tile: (name: string): Locator => page.getByRole("group", { name, exact: true }),
  mutedMark: (name: string): Locator =>
    page.getByRole("group", { name, exact: true }).getByRole("img", { name: "Microphone off" }),
  button: (name: string): Locator => page.getByRole("button", { name, exact: true }),
});

/** The ways out and the words of the last page. */
export const ended = (page: Page, heading: string): Locator => page.getByRole("heading", { name: heading });

/** Opens a link and joins by a real click, as everybody does. */
export async function join(page: Page, link: string, name: string): Promise<void> {
  await openJoinPage(page, link, name);
  await joinButton(page).click();
  await inCall(page);
}

/** Waits until the page shows the call. */
export async function inCall(page: Page): Promise<void> {
  await expect(call(page).button("Leave")).toBeVisible();
}

export async function leave(page: Page): Promise<void> {
  await call(page).button("Leave").click();
  await expect(ended(page, "You left the call")).toBeVisible();
}
