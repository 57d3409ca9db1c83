/** Asks by a plain request whether a server is there at all; `base` ends in a slash. Never rejects. */
export async function knock(base: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL("healthz", base), { mode: "no-cors", cache: "no-store" });
    // Another origin's answer can't be read, but it is one.
    return answer.ok || answer.type === "opaque";
  } catch {
    return false;
  }
}
