import { t } from "../words/words.ts";
import { say } from "./toasts.ts";

/** Copies a text and says so; where the browser forbids it, says what to do instead. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    say(t("call.copied"));
    return true;
  } catch {
    say(t("call.copyFailed"));
    return false;
  }
}
