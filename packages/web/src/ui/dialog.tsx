import x from "lucide-static/icons/x.svg?raw";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "./button.tsx";
import css from "./dialog.module.css";

/** A native modal dialog, open as long as it is rendered. Escape and a click beside it close it. */
export function Dialog(props: {
  heading: string;
  closeLabel: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    // The event comes a moment after closing; by then another dialog may stand here, which it must not close.
    element.addEventListener("close", props.onClose);
    element.showModal();
    return () => {
      element.removeEventListener("close", props.onClose);
      element.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={css.dialog}
      data-themed=""
      aria-labelledby={heading}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class={css.inside}>
        <header class={css.header}>
          <h2 id={heading}>{props.heading}</h2>
          <IconButton icon={x} label={props.closeLabel} bare onClick={() => dialog.current?.close()} />
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
