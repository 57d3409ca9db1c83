import { useSurroundings } from "../surroundings.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Shell } from "../ui/shell.tsx";
import { Statement } from "../ui/statement.tsx";
import { t } from "../words/words.ts";

export function UnknownPage() {
  const { base } = useSurroundings();
  return (
    <Shell>
      <Statement
        title={t("unknown.heading")}
        actions={
          <ButtonLink kind="primary" href={base.href}>
            {t("unknown.home")}
          </ButtonLink>
        }
      >
        {t("unknown.body")}
      </Statement>
    </Shell>
  );
}
