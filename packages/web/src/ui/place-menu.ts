interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const gap = 8;
const margin = 8;

/**
 * Where a floating box goes: centred over its control if there is room above, else below, and always inside the window.
 * All in CSS pixels of the window.
 */
export function placeMenu(
  control: Box,
  menu: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
): { left: number; top: number } {
  const within = (value: number, size: number, room: number) =>
    Math.max(margin, Math.min(value, room - size - margin));
  const above = control.top - gap - menu.height;
  const below = control.top + control.height + gap;
  return {
    left: within(control.left + control.width / 2 - menu.width / 2, menu.width, view.width),
    top: within(above >= margin ? above : below, menu.height, view.height),
  };
}
