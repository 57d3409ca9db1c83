import { useSurroundings } from "../surroundings.ts";
import { Dialog } from "../ui/dialog.tsx";
import { t } from "../words/words.ts";
import { shortcuts } from "./shortcuts.ts";
import css from "./shortcuts-dialog.module.css";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { settings } = useSurroundings();
  return (
    <Dialog heading={t("shortcuts.heading")} closeLabel={t("shortcuts.close")} onClose={onClose}>
      <dl class={css.list}>
        {Object.entries(shortcuts).map(([key, shortcut]) => (
          <div key={key}>
            <dt>
              <kbd class={css.key}>{key.toUpperCase()}</kbd>
            </dt>
            <dd>{t(`shortcuts.${shortcut}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd class={css.key}>←↑↓→</kbd>
          </dt>
          <dd>{t("shortcuts.arrows")}</dd>
        </div>
      </dl>
      <label class={css.switch}>
        <input
          type="checkbox"
          checked={settings.singleKeys.value}
          onChange={(event) => {
            settings.singleKeys.value = event.currentTarget.checked;
          }}
        />
        {t("shortcuts.on")}
      </label>
    </Dialog>
  );
}
