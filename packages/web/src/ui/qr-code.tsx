import { generate } from "lean-qr/nano";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words/words.ts";
import css from "./qr-code.module.css";

/** A text as a QR code, dark on light in both themes, since scanners expect it so. */
export default function QrCode({ text }: { text: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) generate(text).toCanvas(canvas.current, { on: [34, 26, 20, 255], padX: 3, padY: 3 });
  }, [text]);
  return (
    <figure class={css.figure}>
      <canvas ref={canvas} class={css.code} role="img" aria-label={t("call.qr")} />
      <figcaption>{t("call.qr.hint")}</figcaption>
    </figure>
  );
}
