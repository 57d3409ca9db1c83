import download from "lucide-static/icons/download.svg?raw";
import { systemOf } from "../browser/browser.ts";
import { useSurroundings } from "../surroundings.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Shell } from "../ui/shell.tsx";
import { useFocusOnShow } from "../ui/use-focus-on-show.ts";
import type { WordKey } from "../words/catalogue.ts";
import { t } from "../words/words.ts";
import css from "./trust.module.css";

const systems = ["windows", "macos", "ios", "android", "linux", "firefox"] as const;
type Place = (typeof systems)[number];

const steps: Readonly<Record<Place, readonly (WordKey & `trust.${string}`)[]>> = {
  windows: ["trust.windows.1", "trust.windows.2", "trust.windows.3", "trust.windows.4"],
  macos: ["trust.macos.1", "trust.macos.2", "trust.macos.3"],
  ios: ["trust.ios.1", "trust.ios.2", "trust.ios.3"],
  android: ["trust.android.1", "trust.android.2", "trust.android.3"],
  linux: ["trust.linux.1", "trust.linux.2", "trust.linux.3"],
  firefox: ["trust.firefox.1", "trust.firefox.2"],
};

/** How to make a device trust this server's own authority; the device at hand comes first and is unfolded. */
export default function TrustPage() {
  const { base } = useSurroundings();
  const heading = useFocusOnShow<HTMLHeadingElement>();
  const here = systemOf(navigator.userAgent, navigator.maxTouchPoints > 1);
  const order = [...systems].sort((a, b) => Number(b === here) - Number(a === here));
  return (
    <Shell>
      <h1 ref={heading} tabIndex={-1} class={css.heading}>
        {t("trust.heading")}
      </h1>
      <p class={css.why}>{t("trust.why")}</p>
      <div class={css.get}>
        <ButtonLink kind="primary" icon={download} href={new URL("ca.crt", base).href} download>
          {t("trust.get")}
        </ButtonLink>
        <p>{t("trust.check")}</p>
      </div>
      {order.map((place) => (
        <details key={place} class={css.place} open={place === here}>
          <summary>
            <h2>{t(`trust.${place}`)}</h2>
            {place === here && <span class={css.here}>{t("trust.yours")}</span>}
          </summary>
          <ol class={css.steps}>
            {steps[place].map((step) => (
              <li key={step}>{t(step)}</li>
            ))}
          </ol>
        </details>
      ))}
    </Shell>
  );
}
