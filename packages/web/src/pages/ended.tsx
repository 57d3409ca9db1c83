import type { CloseReason } from "@confab/client";
import { useSignal } from "@preact/signals";
import frown from "lucide-static/icons/frown.svg?raw";
import meh from "lucide-static/icons/meh.svg?raw";
import smile from "lucide-static/icons/smile.svg?raw";
import { useSurroundings } from "../surroundings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Shell } from "../ui/shell.tsx";
import { Statement } from "../ui/statement.tsx";
import { spokenDuration } from "../words/format.ts";
import { languageTag, t } from "../words/words.ts";
import css from "./ended.module.css";

const answers = [
  { answer: "good", icon: smile },
  { answer: "fair", icon: meh },
  { answer: "bad", icon: frown },
] as const;

/** One tap; the answer goes nowhere. */
function HowWasIt() {
  const { settings } = useSurroundings();
  const given = useSignal(false);
  return (
    <section class={css.how} aria-live="polite">
      {given.value ? (
        <p>{t("ended.how.thanks")}</p>
      ) : (
        <>
          <h2>{t("ended.how")}</h2>
          <div class={css.faces}>
            {answers.map(({ answer, icon }) => (
              <button
                key={answer}
                type="button"
                class={css.face}
                onClick={() => {
                  settings.lastOpinion.value = answer;
                  given.value = true;
                }}
              >
                <Icon svg={icon} />
                {t(`ended.how.${answer}`)}
              </button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

interface Ended {
  reason: CloseReason;
  lastedMs: number;
  onRejoin: () => void;
  onNew: () => void;
}

function Actions({ reason, onRejoin, onNew }: Ended) {
  const newCall = (kind: "primary" | "plain") => (
    <Button kind={kind} onClick={onNew}>
      {t("ended.new")}
    </Button>
  );
  switch (reason) {
    case "left":
    case "seat-lost":
      return (
        <>
          <Button kind="primary" onClick={onRejoin}>
            {t("ended.rejoin")}
          </Button>
          {newCall("plain")}
        </>
      );
    case "removed":
      return newCall("primary");
    case "replaced":
      return <Button onClick={onRejoin}>{t("ended.replaced.do")}</Button>;
    case "version":
      return (
        <Button kind="primary" onClick={() => location.reload()}>
          {t("ended.version.do")}
        </Button>
      );
  }
}

export default function EndedPage(props: Ended) {
  const { reason, lastedMs } = props;
  return (
    <Shell>
      <Statement title={t(`ended.${reason}`)} actions={<Actions {...props} />}>
        {reason !== "left" && <p>{t(`ended.${reason}.body`)}</p>}
        {(reason === "left" || reason === "removed") && (
          <p>{t("ended.lasted", { duration: spokenDuration(lastedMs, languageTag()) })}</p>
        )}
      </Statement>
      {reason === "left" && <HowWasIt />}
    </Shell>
  );
}
