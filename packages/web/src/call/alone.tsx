import type { RemoteParticipant } from "@confab/client";
import { spokenList } from "../words/format.ts";
import { languageTag, t } from "../words/words.ts";
import css from "./alone.module.css";
import { Invite } from "./invite.tsx";

/** Nobody else is here yet, or everybody else has been gone for a while. Leaves by itself when somebody comes. */
export function Alone(props: { room: string; link: string; folded: readonly RemoteParticipant[] }) {
  const { room, link, folded } = props;
  return (
    <section class={css.alone} aria-label={t("call.alone")}>
      {folded.length > 0 ? (
        <h2>
          {t("call.alone.back", {
            names: spokenList(
              folded.map(({ name }) => name),
              languageTag(),
            ),
          })}
        </h2>
      ) : (
        <>
          <h2>{t("call.alone")}</h2>
          <p class={css.body}>{t("call.alone.body")}</p>
        </>
      )}
      <Invite room={room} link={link} />
    </section>
  );
}
