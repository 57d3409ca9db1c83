/** Asks by a plain request whether a server is there at all; `base` ends in a slash. Never rejects. */
export async function knock(base: string): Promise<boolean> {
  try {
    const { status } = await fetch(new URL("healthz", base), { mode: "no-cors", cache: "no-store" });
    // A proxy without its server says 502 to 504. What can't be read (0, another origin) or is kept from us is an answer.
    return status < 500;
  } catch {
    return false;
  }
}
