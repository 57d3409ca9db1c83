import type { Signal } from "@preact/signals";
import swap from "lucide-static/icons/arrow-left-right.svg?raw";
import copy from "lucide-static/icons/copy.svg?raw";
import expand from "lucide-static/icons/expand.svg?raw";
import eye from "lucide-static/icons/eye.svg?raw";
import eyeOff from "lucide-static/icons/eye-off.svg?raw";
import keyboard from "lucide-static/icons/keyboard.svg?raw";
import maximize from "lucide-static/icons/maximize.svg?raw";
import minimize from "lucide-static/icons/minimize.svg?raw";
import shrink from "lucide-static/icons/shrink.svg?raw";
import sliders from "lucide-static/icons/sliders-horizontal.svg?raw";
import volume from "lucide-static/icons/volume-2.svg?raw";
import volumeOff from "lucide-static/icons/volume-off.svg?raw";
import { MenuItem } from "../ui/menu-item.tsx";
import { Menu } from "../ui/popover.tsx";
import { t } from "../words/words.ts";
import { moreMenu } from "./bar.tsx";
import type { Deeds, Look } from "./use-controls.ts";

const flip = (flag: Signal<boolean>) => () => {
  flag.value = !flag.value;
};

export function MoreMenu(props: { look: Look; deeds: Deeds; silent: Signal<boolean>; withOthers: boolean }) {
  const { look, deeds, silent, withOthers } = props;
  const full = look.fullScreen.value;
  const hidden = look.selfHidden.value;
  return (
    <Menu id={moreMenu} label={t("call.more")}>
      <MenuItem icon={copy} label={t("call.copyLink")} hint="C" onChoose={deeds.copyLink} />
      <MenuItem
        icon={sliders}
        label={t("call.devices")}
        hint="D"
        onChoose={() => {
          look.dialog.value = "devices";
        }}
      />
      {document.fullscreenEnabled && (
        <MenuItem
          icon={full ? minimize : maximize}
          label={t(full ? "call.exitFullScreen" : "call.fullScreen")}
          hint="F"
          onChoose={deeds.toggleFullScreen}
        />
      )}
      {withOthers && (
        <>
          <MenuItem
            icon={hidden ? eye : eyeOff}
            label={t(hidden ? "call.self.show" : "call.self.hide")}
            hint="S"
            onChoose={flip(look.selfHidden)}
          />
          {!hidden && (
            <MenuItem icon={swap} label={t("call.self.swap")} hint="W" onChoose={flip(look.swapped)} />
          )}
          <MenuItem
            icon={look.whole.value ? expand : shrink}
            label={t(look.whole.value ? "call.fill" : "call.whole")}
            onChoose={flip(look.whole)}
          />
        </>
      )}
      <MenuItem
        icon={silent.value ? volume : volumeOff}
        label={t(silent.value ? "call.silent.on" : "call.silent.off")}
        onChoose={flip(silent)}
      />
      <MenuItem
        icon={keyboard}
        label={t("call.shortcuts")}
        hint="?"
        onChoose={() => {
          look.dialog.value = "shortcuts";
        }}
      />
    </Menu>
  );
}
