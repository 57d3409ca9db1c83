export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

export const corners = ["top-start", "top-end", "bottom-start", "bottom-end"] as const;
export type Corner = (typeof corners)[number];

/** Narrowest and widest shape of a tile in a grid; a picture is cropped to it. */
const shapes = { least: 1, most: 16 / 9 };

/** Largest share of a picture's width or height that may be cropped to fill the stage; what is left keeps a face whole. */
const mostCropped = 0.42;

const gap = 8;

/** Where a single picture goes: as large as the area allows without cropping too much, or whole with nothing cropped. */
export function pictureBox(area: Size, aspect: number, whole: boolean): Box {
  const [least, most] = whole ? [aspect, aspect] : [aspect * (1 - mostCropped), aspect / (1 - mostCropped)];
  const shape = Math.max(least, Math.min(most, area.width / area.height));
  const width = Math.min(area.width, area.height * shape);
  const height = width / shape;
  return { left: (area.width - width) / 2, top: (area.height - height) / 2, width, height };
}

interface Grid extends Size {
  readonly columns: number;
}

function gridWith(columns: number, count: number, area: Size): Grid {
  const rows = Math.ceil(count / columns);
  const cellWidth = (area.width - gap * (columns - 1)) / columns;
  const cellHeight = (area.height - gap * (rows - 1)) / rows;
  const shape = Math.max(shapes.least, Math.min(shapes.most, cellWidth / cellHeight));
  const width = Math.max(0, Math.min(cellWidth, cellHeight * shape));
  return { columns, width, height: width / shape };
}

/** Tiles for several people: the number of columns that gives each the largest picture; a short last row is centred. */
export function gridBoxes(count: number, area: Size): readonly Box[] {
  if (count === 0) return [];
  const grids = Array.from({ length: count }, (_, at) => gridWith(at + 1, count, area));
  const best = grids.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
  const { columns, width, height } = best;
  const rows = Math.ceil(count / columns);
  const top = (area.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = (area.width - inRow * width - (inRow - 1) * gap) / 2;
    return { left: left + (at % columns) * (width + gap), top: top + row * (height + gap), width, height };
  });
}

/** The small picture's box in its corner. `aspect` is the camera's own, so nothing is cropped. */
export function cornerBox(area: Size, aspect: number, corner: Corner, rtl: boolean): Box {
  const side = Math.max(104, Math.min(240, area.width * 0.2, area.height * 0.32 * Math.max(1, aspect)));
  const width = aspect >= 1 ? side : side * Math.max(aspect, 0.6);
  const height = width / aspect;
  const atEnd = corner.endsWith("end") !== rtl;
  const margin = 12;
  return {
    left: atEnd ? area.width - width - margin : margin,
    top: corner.startsWith("bottom") ? area.height - height - margin : margin,
    width,
    height,
  };
}

/** The corner nearest to a point, for a picture that was let go there. */
export function nearestCorner(area: Size, x: number, y: number, rtl: boolean): Corner {
  const end = x > area.width / 2 !== rtl;
  return `${y > area.height / 2 ? "bottom" : "top"}-${end ? "end" : "start"}`;
}

/** The corner beside this one in an arrow key's direction. */
export function cornerTowards(corner: Corner, key: string, rtl: boolean): Corner {
  const [row, side] = corner.split("-");
  const towardsEnd = rtl ? "ArrowLeft" : "ArrowRight";
  switch (key) {
    case "ArrowUp":
      return side === "end" ? "top-end" : "top-start";
    case "ArrowDown":
      return side === "end" ? "bottom-end" : "bottom-start";
    case "ArrowLeft":
    case "ArrowRight":
      if (key === towardsEnd) return row === "top" ? "top-end" : "bottom-end";
      return row === "top" ? "top-start" : "bottom-start";
    default:
      return corner;
  }
}

/** Somebody on the stage; `aspect` is width by height of the picture. */
export interface OnStage {
  readonly id: string;
  readonly aspect: number;
}

export interface Wishes {
  readonly selfHidden: boolean;
  /** The own picture large and the other's small. */
  readonly swapped: boolean;
  readonly corner: Corner;
  readonly whole: boolean;
  readonly rtl: boolean;
}

export interface Placement {
  readonly id: string;
  readonly role: "main" | "corner" | "grid";
  readonly box: Box;
}

/** Who goes where: alone large; two with one in a corner; more in a grid. Those who are not placed are not shown. */
export function arrange(
  area: Size,
  self: OnStage,
  others: readonly OnStage[],
  wishes: Wishes,
): readonly Placement[] {
  const main = (who: OnStage): Placement => ({
    id: who.id,
    role: "main",
    box: pictureBox(area, who.aspect, wishes.whole),
  });
  const [other, ...more] = others;
  if (other === undefined) return [main(self)];
  if (more.length > 0) {
    const all = wishes.selfHidden ? others : [...others, self];
    const boxes = gridBoxes(all.length, area);
    return boxes.map((box, at) => ({ id: all[at]?.id ?? "", role: "grid", box }));
  }
  if (wishes.selfHidden) return [main(other)];
  const [large, small] = wishes.swapped ? [self, other] : [other, self];
  const box = cornerBox(area, small.aspect, wishes.corner, wishes.rtl);
  return [main(large), { id: small.id, role: "corner", box }];
}
