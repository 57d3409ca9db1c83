import type { EntranceState } from "@confab/client";
import { useSignal } from "@preact/signals";
import info from "lucide-static/icons/info.svg?raw";
import phone from "lucide-static/icons/smartphone.svg?raw";
import waypoints from "lucide-static/icons/waypoints.svg?raw";
import { useOwnLink } from "../room/use-links.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { t } from "../words/words.ts";
import css from "./join-notes.module.css";

const QrCode = onDemand(() => import("../ui/qr-code.tsx"));

/** What a careful person wants to know before the click, and the code for the phone in the other hand. */
export function JoinNotes(props: { entrance: EntranceState; room: string; inviteKey: string | null }) {
  const { entrance, room, inviteKey } = props;
  const link = useOwnLink(room, inviteKey);
  const showing = useSignal(false);
  return (
    <div class={css.notes}>
      {entrance.kind === "open" && !entrance.relay && <Notice icon={waypoints}>{t("join.relay.off")}</Notice>}
      <Notice icon={info}>{t("join.addresses")}</Notice>
      <Button
        kind="quiet"
        icon={phone}
        onPointerEnter={QrCode.preload}
        onClick={() => {
          showing.value = true;
        }}
      >
        {t("join.another")}
      </Button>
      {showing.value && (
        <Dialog
          heading={t("join.another")}
          closeLabel={t("people.close")}
          onClose={() => {
            showing.value = false;
          }}
        >
          <QrCode text={link} />
        </Dialog>
      )}
    </div>
  );
}
