export interface Device {
  readonly deviceId: string;
  readonly label: string;
}

const real = ({ deviceId, label }: Device) =>
  deviceId !== "" && deviceId !== "default" && deviceId !== "communications" && label !== "";

/**
 * What was plugged in and pulled out between two lists of one kind. A first list, and one whose names have only now
 * become known, is no news.
 */
export function deviceNews(
  before: readonly Device[],
  after: readonly Device[],
): { readonly found: readonly Device[]; readonly gone: readonly Device[] } {
  const [old, now] = [before.filter(real), after.filter(real)];
  if (old.length === 0) return { found: [], gone: [] };
  const missing = (list: readonly Device[], from: readonly Device[]) =>
    list.filter(({ deviceId }) => !from.some((other) => other.deviceId === deviceId));
  return { found: missing(now, old), gone: now.length === 0 && after.length > 0 ? [] : missing(old, now) };
}
