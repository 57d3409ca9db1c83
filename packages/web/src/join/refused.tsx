import type { ErrorCode } from "@confab/protocol";
import doorClosed from "lucide-static/icons/door-closed.svg?raw";
import { useSurroundings } from "../surroundings.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Shell } from "../ui/shell.tsx";
import { Statement } from "../ui/statement.tsx";
import { t } from "../words/words.ts";

/** The door stays shut: why, and what to do. */
export function Refused({ code, onAgain }: { code: ErrorCode; onAgain: () => void }) {
  const { base } = useSurroundings();
  const home = <ButtonLink href={base.href}>{t("refused.home")}</ButtonLink>;
  if (code === "not-open" || code === "bad-key")
    return (
      <Shell>
        <Statement icon={doorClosed} title={t(`refused.${code}.title`)} actions={home}>
          {t(`refused.${code}.body`)}
        </Statement>
      </Shell>
    );
  const outdated = code === "version-too-old" || code === "version-too-new";
  return (
    <Shell>
      <Statement
        icon={doorClosed}
        title={t(outdated ? "refused.version.title" : "refused.other.title")}
        actions={
          <>
            <Button kind="primary" onClick={outdated ? () => location.reload() : onAgain}>
              {t(outdated ? "refused.version.do" : "refused.other.do")}
            </Button>
            {home}
          </>
        }
      >
        {outdated ? t("refused.version.body") : t(`error.${code}`)}
      </Statement>
    </Shell>
  );
}
