import { signal } from "@preact/signals";

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export const toasts = signal<readonly Toast[]>([]);
let last = 0;

const shownMs = 5_000;
/** Long enough to reach the button by keyboard. */
const shownWithActionMs = 20_000;

export function dropToast(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Says something in passing, aloud for screen readers too. The same words don't pile up. */
export function say(text: string, action: Toast["action"] = null): void {
  const id = ++last;
  toasts.value = [...toasts.value.filter((toast) => toast.text !== text), { id, text, action }].slice(-3);
  setTimeout(() => dropToast(id), action ? shownWithActionMs : shownMs);
}
