import { useSignal } from "@preact/signals";
import check from "lucide-static/icons/check.svg?raw";
import copy from "lucide-static/icons/copy.svg?raw";
import share from "lucide-static/icons/share-2.svg?raw";
import { useEffect, useId } from "preact/hooks";
import { Button, IconButton } from "../ui/button.tsx";
import { copyText } from "../ui/copy.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { RoomName } from "../ui/room-name.tsx";
import { t } from "../words/words.ts";
import css from "./invite.module.css";

const QrCode = onDemand(() => import("../ui/qr-code.tsx"));
const copiedMs = 2_500;

/** The link: readable, copied in one gesture, and as a code for the phone in the other hand. */
export function Invite({ room, link }: { room: string; link: string }) {
  const copied = useSignal(false);
  const id = useId();
  useEffect(() => {
    if (!copied.value) return;
    const timer = setTimeout(() => {
      copied.value = false;
    }, copiedMs);
    return () => clearTimeout(timer);
  }, [copied.value]);
  return (
    <div class={css.invite}>
      <p class={css.room}>
        <RoomName name={room} />
      </p>
      <label class="visually-hidden" for={id}>
        {t("call.link")}
      </label>
      <input
        id={id}
        class={css.link}
        dir="ltr"
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class={css.actions}>
        <Button
          kind="primary"
          icon={copied.value ? check : copy}
          onClick={async () => {
            copied.value = await copyText(link);
          }}
        >
          {t(copied.value ? "call.copied" : "call.copyLink")}
        </Button>
        {"share" in navigator && (
          <IconButton
            icon={share}
            label={t("call.share")}
            onClick={() => void navigator.share({ url: link }).catch(() => undefined)}
          />
        )}
      </div>
      <QrCode text={link} />
    </div>
  );
}
