import micOff from "lucide-static/icons/mic-off.svg?raw";
import type { ComponentChildren, RefObject } from "preact";
import { Icon } from "../ui/icon.tsx";
import { t } from "../words/words.ts";
import type { Placement } from "./arrange.ts";
import css from "./tile.module.css";

/** A person's place on the stage, a named group for assistive technology. Places are set through the CSSOM, since the security policy knows no inline styles. */
export function Tile(props: {
  placement: Placement;
  still: boolean;
  name: string;
  children: ComponentChildren;
  box?: RefObject<HTMLFieldSetElement | null>;
}) {
  const { placement, still, name, children, box } = props;
  const { left, top, width, height } = placement.box;
  const classes = [css.tile, still ? css.still : "", placement.role === "corner" ? css.corner : ""];
  return (
    <fieldset
      ref={box ?? null}
      class={classes.join(" ")}
      aria-label={name}
      style={{ transform: `translate(${left}px, ${top}px)`, width: `${width}px`, height: `${height}px` }}
    >
      {children}
    </fieldset>
  );
}

/** Who it is, and whether the microphone is off, over a scrim at the picture's foot. */
export function TileLabel(props: { name: string; microphone: boolean; children?: ComponentChildren }) {
  return (
    <div class={css.label}>
      {!props.microphone && (
        <span
          class={css.muted}
          role="img"
          aria-label={t("call.microphoneOff")}
          title={t("call.microphoneOff")}
        >
          <Icon svg={micOff} small />
        </span>
      )}
      <span class={css.name} dir="auto">
        {props.name}
      </span>
      {props.children}
    </div>
  );
}
