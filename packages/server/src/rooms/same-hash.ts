import type { Hash } from "./model.ts";

/** Whether two hashes are equal, in a time that depends on their length only. */
export function sameHash(left: Hash, right: Hash): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let at = 0; at < left.length; at += 1) difference |= left.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}
