import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where distributions put it, beside what PATH says: ordinary users' paths often lack the sbin directories. */
const usualPlaces = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];

/** The program's full path; `null` where it is not installed. */
export function findProgram(name: string, path: string): string | null {
  const found = [...path.split(delimiter), ...usualPlaces]
    .filter((directory) => directory.startsWith("/"))
    .map((directory) => join(directory, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  return found ?? null;
}

function has(file: string, name: string): boolean {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .some((line) => line.startsWith(`${name}:`));
  } catch {
    return false;
  }
}

/** The account that Debian's package makes for coturn; `null` where it is not there, or we could not become it. */
export function relayAccount(user: number | null): { user: string; group: string } | null {
  const name = "turnserver";
  if (user !== 0 || !has("/etc/passwd", name) || !has("/etc/group", name)) return null;
  return { user: name, group: name };
}
