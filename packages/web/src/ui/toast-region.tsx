import x from "lucide-static/icons/x.svg?raw";
import { t } from "../words/words.ts";
import { IconButton } from "./button.tsx";
import css from "./toast-region.module.css";
import { dropToast, toasts } from "./toasts.ts";

/** Where passing words appear. It exists before its first word, as screen readers need it to. */
export function ToastRegion() {
  return (
    <div class={css.region} role="status" aria-live="polite">
      {toasts.value.map(({ id, text, action }) => (
        <div key={id} class={css.toast} data-stage="">
          <span>{text}</span>
          {action && (
            <button
              type="button"
              class={css.action}
              onClick={() => {
                dropToast(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          {action && <IconButton icon={x} label={t("toast.dismiss")} bare onClick={() => dropToast(id)} />}
        </div>
      ))}
    </div>
  );
}
