import { guestKeyContext } from "@confab/protocol";

/** The guest key that goes with a host key (protocol rule C9). */
export async function guestKeyOf(hostKey: string): Promise<string> {
  const bytes = new TextEncoder().encode(guestKeyContext + hostKey);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const base64 = btoa(String.fromCharCode(...digest));
  return base64.replaceAll("+", "-").replaceAll("/", "_").slice(0, 22);
}
