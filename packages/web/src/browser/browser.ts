/** Which browser's menus to describe. Never decides what is tried, only how it is worded. */
export type BrowserKind =
  | "chrome"
  | "firefox"
  | "safari"
  | "ios-safari"
  | "ios-other"
  | "android-chrome"
  | "other";

export type SystemKind = "windows" | "macos" | "ios" | "android" | "linux" | "other";

/** `touch` tells an iPad, which calls itself a Mac, from a Mac. */
export function systemOf(userAgent: string, touch: boolean): SystemKind {
  if (/iPhone|iPad|iPod/.test(userAgent)) return "ios";
  if (/Android|HarmonyOS|OpenHarmony/.test(userAgent)) return "android";
  if (/Macintosh/.test(userAgent)) return touch ? "ios" : "macos";
  if (/Windows/.test(userAgent)) return "windows";
  return /Linux|CrOS|X11/.test(userAgent) ? "linux" : "other";
}

export function browserOf(userAgent: string, touch: boolean): BrowserKind {
  const system = systemOf(userAgent, touch);
  if (system === "ios") return /CriOS|FxiOS|EdgiOS|OPT\//.test(userAgent) ? "ios-other" : "ios-safari";
  if (/Firefox\//.test(userAgent)) return system === "android" ? "other" : "firefox";
  if (/Chrome\/|Chromium\//.test(userAgent)) return system === "android" ? "android-chrome" : "chrome";
  return /Safari\//.test(userAgent) ? "safari" : "other";
}
