import { Button } from "../ui/button.tsx";
import { Shell } from "../ui/shell.tsx";
import { Statement } from "../ui/statement.tsx";
import { t } from "../words/words.ts";

export function BrokenPage() {
  return (
    <Shell>
      <Statement
        title={t("broken.heading")}
        actions={
          <Button kind="primary" onClick={() => location.reload()}>
            {t("broken.do")}
          </Button>
        }
      >
        {t("broken.body")}
      </Statement>
    </Shell>
  );
}
