/** A call's age for a clock: `0:05`, `12:40`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

type Unit = "hour" | "minute" | "second";

/** Which units a person would say: seconds below a minute, hours and minutes beyond an hour. */
export function spokenUnits(ms: number): readonly { readonly unit: Unit; readonly value: number }[] {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return [{ unit: "second", value: seconds }];
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return [{ unit: "minute", value: minutes }];
  const hours = { unit: "hour", value: Math.floor(minutes / 60) } as const;
  return minutes % 60 === 0 ? [hours] : [hours, { unit: "minute", value: minutes % 60 }];
}

/** `48 seconds`, `12 minutes`, `1 hour, 5 minutes` in the given language. */
export function spokenDuration(ms: number, language: string): string {
  const parts = spokenUnits(ms).map(({ unit, value }) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(value),
  );
  return new Intl.ListFormat(language, { type: "unit" }).format(parts);
}

/** `Anna, Bo and Chen` in the given language. */
export function spokenList(items: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(items);
}

export function percent(share: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: share < 0.1 ? 1 : 0,
  }).format(share);
}

export function milliseconds(ms: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: "millisecond",
    maximumFractionDigits: 0,
  }).format(ms);
}
