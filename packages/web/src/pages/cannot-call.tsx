import { useSignal } from "@preact/signals";
import compass from "lucide-static/icons/compass.svg?raw";
import copyIcon from "lucide-static/icons/copy.svg?raw";
import lockOpen from "lucide-static/icons/lock-open.svg?raw";
import { useEffect } from "preact/hooks";
import { systemOf } from "../browser/browser.ts";
import type { Fitness } from "../browser/fitness.ts";
import { useSurroundings } from "../surroundings.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { copyText } from "../ui/copy.ts";
import { Shell } from "../ui/shell.tsx";
import { Statement } from "../ui/statement.tsx";
import { t } from "../words/words.ts";
import css from "./cannot-call.module.css";

type Unfit = Exclude<Fitness, { kind: "fit" }>;

/** The same page at the server's protected address; where it hasn't named one, the usual place for it. */
function protectedAddress(here: Location, told: string | null, base: URL): string {
  const path = here.pathname.slice(base.pathname.length) + here.hash;
  return new URL(path, told ?? `https://${here.host}${base.pathname}`).href;
}

function Insecure({ onStay }: { onStay: () => void }) {
  const { api, base } = useSurroundings();
  const told = useSignal<string | null>(null);
  useEffect(() => {
    void api.facts().then((facts) => {
      told.value = facts?.https ?? null;
    });
  }, [api]);
  return (
    <Statement
      icon={lockOpen}
      title={t("insecure.title")}
      actions={
        <>
          <ButtonLink kind="primary" href={protectedAddress(location, told.value, base)}>
            {t("insecure.go")}
          </ButtonLink>
          <Button kind="quiet" onClick={onStay}>
            {t("insecure.listen")}
          </Button>
        </>
      }
    >
      <p>{t("insecure.body")}</p>
      <p class={css.small}>
        <a href={new URL("trust", base).href}>{t("insecure.trust")}</a>
      </p>
    </Statement>
  );
}

function InApp({ app, canListen, onStay }: { app: string; canListen: boolean; onStay: () => void }) {
  const ios = systemOf(navigator.userAgent, navigator.maxTouchPoints > 1) === "ios";
  return (
    <Statement
      icon={compass}
      title={t("in-app.title")}
      actions={
        <>
          <Button kind="primary" icon={copyIcon} onClick={() => void copyText(location.href)}>
            {t("unsupported.copy")}
          </Button>
          {canListen && (
            <Button kind="quiet" onClick={onStay}>
              {t("in-app.listen")}
            </Button>
          )}
        </>
      }
    >
      <p>{app === "" ? t("in-app.body.unnamed") : t("in-app.body", { app })}</p>
      <ol class={css.steps}>
        <li>{ios && app !== "WeChat" ? t("in-app.step.menu.bottom") : t("in-app.step.menu.end")}</li>
        <li>{ios ? t("in-app.step.open.ios") : t("in-app.step.open.android")}</li>
        <li>{t("in-app.step.copy")}</li>
      </ol>
    </Statement>
  );
}

/** Why no call can be made in this page, and the way to one. */
export default function CannotCall({ fitness, onStay }: { fitness: Unfit; onStay: () => void }) {
  return (
    <Shell>
      {fitness.kind === "insecure" && <Insecure onStay={onStay} />}
      {fitness.kind === "in-app" && <InApp app={fitness.app} canListen={fitness.canListen} onStay={onStay} />}
      {fitness.kind === "unsupported" && (
        <Statement
          icon={compass}
          title={t("unsupported.title")}
          actions={
            <Button kind="primary" icon={copyIcon} onClick={() => void copyText(location.href)}>
              {t("unsupported.copy")}
            </Button>
          }
        >
          <p>{t("unsupported.body")}</p>
        </Statement>
      )}
    </Shell>
  );
}
