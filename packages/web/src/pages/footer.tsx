import type { ServerFacts } from "@confab/protocol";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Theme } from "../state/settings.ts";
import { useSurroundings } from "../surroundings.ts";
import { languages, languageTag, speak, t } from "../words/words.ts";
import css from "./footer.module.css";

const themes: readonly Theme[] = ["system", "light", "dark"];

/** Theme, language (once there are several), and what this server has, for who cares. */
export function Footer() {
  const { api, base, settings } = useSurroundings();
  const facts = useSignal<ServerFacts | null>(null);
  useEffect(() => {
    void api.facts().then((known) => {
      facts.value = known;
    });
  }, [api]);
  return (
    <>
      <label class={css.choice}>
        {t("footer.theme")}
        <select
          value={settings.theme.value}
          onChange={(event) => {
            settings.theme.value = themes.find((theme) => theme === event.currentTarget.value) ?? "system";
          }}
        >
          {themes.map((theme) => (
            <option key={theme} value={theme}>
              {t(`footer.theme.${theme}`)}
            </option>
          ))}
        </select>
      </label>
      {languages.length > 1 && (
        <label class={css.choice}>
          {t("footer.language")}
          <select
            value={languageTag()}
            onChange={(event) => {
              settings.language.value = event.currentTarget.value;
              void speak(event.currentTarget.value);
            }}
          >
            {languages.map(({ tag, name }) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {facts.value && <span>{facts.value.relay ? t("footer.relay.on") : t("footer.relay.off")}</span>}
      {facts.value?.ownAuthority && <a href={new URL("trust", base).href}>{t("footer.trust")}</a>}
    </>
  );
}
