import type { LocalMedia, SourceState } from "@confab/client";
import alert from "lucide-static/icons/circle-alert.svg?raw";
import { browserOf, systemOf } from "../browser/browser.ts";
import { problemsOf, problemWords } from "../browser/capture-words.ts";
import { useStateOf } from "../state/follow.ts";
import { useSurroundings } from "../surroundings.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { t } from "../words/words.ts";

const problemIn = (state: SourceState) => (state.kind === "failed" ? state.problem : null);

/** What could not be switched on, why, and the way out of it in this browser. */
export function Problems({ media }: { media: LocalMedia }) {
  const { settings } = useSurroundings();
  const camera = problemIn(useStateOf(media.camera).value);
  const microphone = problemIn(useStateOf(media.microphone).value);
  const touch = navigator.maxTouchPoints > 1;
  const browser = browserOf(navigator.userAgent, touch);
  const system = systemOf(navigator.userAgent, touch);
  const again = (missing: "camera" | "microphone" | "both") => {
    const devices = settings.devices.peek();
    if (missing === "both") void media.turnOnBoth();
    else void media[missing].turnOn(devices[missing] || undefined);
  };
  return (
    <>
      {problemsOf(camera, microphone).map(({ missing, problem }) => {
        const words = problemWords(missing, problem, browser, system);
        return (
          <Notice
            key={missing}
            icon={alert}
            tone="care"
            title={t(words.title)}
            action={words.again && <Button onClick={() => again(missing)}>{t("problem.again")}</Button>}
            live
          >
            {t(words.out)}
          </Notice>
        );
      })}
    </>
  );
}
