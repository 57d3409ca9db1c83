import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arrange,
  type Box,
  cornerBox,
  corners,
  cornerTowards,
  gridBoxes,
  nearestCorner,
  pictureBox,
  type Size,
} from "./arrange.ts";

const area = fc.record({
  width: fc.integer({ min: 240, max: 3000 }),
  height: fc.integer({ min: 200, max: 2000 }),
});
const aspect = fc.double({ min: 0.5, max: 2.4, noNaN: true });
const slack = 0.01;

function inside(box: Box, { width, height }: Size): boolean {
  return (
    box.left >= -slack &&
    box.top >= -slack &&
    box.left + box.width <= width + slack &&
    box.top + box.height <= height + slack
  );
}

const apart = (a: Box, b: Box) =>
  a.left + a.width <= b.left + slack ||
  b.left + b.width <= a.left + slack ||
  a.top + a.height <= b.top + slack ||
  b.top + b.height <= a.top + slack;

describe("a single picture", () => {
  it("stays in the area, fills one direction, and keeps enough of itself", () => {
    fc.assert(
      fc.property(area, aspect, fc.boolean(), (room, shape, whole) => {
        const box = pictureBox(room, shape, whole);
        expect(inside(box, room)).toBe(true);
        expect(Math.abs(box.width - room.width) < slack || Math.abs(box.height - room.height) < slack).toBe(
          true,
        );
        const kept = Math.min(box.width / box.height / shape, shape / (box.width / box.height));
        expect(kept).toBeGreaterThanOrEqual(whole ? 0.999 : 0.57);
      }),
    );
  });

  it("fills a stage of nearly its own shape", () => {
    expect(pictureBox({ width: 1280, height: 700 }, 16 / 9, false)).toEqual({
      left: 0,
      top: 0,
      width: 1280,
      height: 700,
    });
  });
});

describe("a grid", () => {
  it("never overlaps, never leaves the area, and gives all the same size", () => {
    fc.assert(
      fc.property(area, fc.integer({ min: 1, max: 9 }), (room, count) => {
        const boxes = gridBoxes(count, room);
        expect(boxes).toHaveLength(count);
        for (const [at, box] of boxes.entries()) {
          expect(inside(box, room)).toBe(true);
          expect(box.width).toBeCloseTo(boxes[0]?.width ?? 0);
          for (const other of boxes.slice(at + 1)) expect(apart(box, other)).toBe(true);
        }
      }),
    );
  });

  it("stands two side by side on a wide stage and one over the other on a tall one", () => {
    const [a, b] = gridBoxes(2, { width: 1600, height: 700 });
    expect(a?.top).toBe(b?.top);
    const [c, d] = gridBoxes(2, { width: 400, height: 800 });
    expect(c?.left).toBe(d?.left);
  });

  it("is empty for nobody", () => {
    expect(gridBoxes(0, { width: 100, height: 100 })).toEqual([]);
  });
});

describe("the corner", () => {
  it("keeps the small picture inside, small and uncropped", () => {
    fc.assert(
      fc.property(area, aspect, fc.constantFrom(...corners), fc.boolean(), (room, shape, corner, rtl) => {
        const box = cornerBox(room, shape, corner, rtl);
        expect(box.width / box.height).toBeCloseTo(shape);
        expect(box.width).toBeLessThanOrEqual(240);
        expect(inside(box, { width: room.width, height: Math.max(room.height, 200) })).toBe(true);
      }),
    );
  });

  it("is the nearest to where the picture is let go", () => {
    const room = { width: 1000, height: 600 };
    expect(nearestCorner(room, 900, 500, false)).toBe("bottom-end");
    expect(nearestCorner(room, 100, 100, false)).toBe("top-start");
    expect(nearestCorner(room, 100, 100, true)).toBe("top-end");
  });

  it("follows the arrow keys, as seen", () => {
    expect(cornerTowards("bottom-end", "ArrowUp", false)).toBe("top-end");
    expect(cornerTowards("bottom-end", "ArrowLeft", false)).toBe("bottom-start");
    expect(cornerTowards("bottom-end", "ArrowRight", true)).toBe("bottom-start");
    expect(cornerTowards("bottom-end", "Enter", false)).toBe("bottom-end");
  });
});

describe("the arrangement", () => {
  const room = { width: 1280, height: 700 };
  const self = { id: "self", aspect: 16 / 9 };
  const other = { id: "a", aspect: 4 / 3 };
  const wishes = {
    selfHidden: false,
    swapped: false,
    corner: "bottom-end",
    whole: false,
    rtl: false,
  } as const;
  const roles = (placements: ReturnType<typeof arrange>) => placements.map(({ id, role }) => `${id} ${role}`);

  it("shows oneself large while alone, even when hidden among others", () => {
    expect(roles(arrange(room, self, [], { ...wishes, selfHidden: true }))).toEqual(["self main"]);
  });

  it("gives the stage to the other, or to oneself when swapped", () => {
    expect(roles(arrange(room, self, [other], wishes))).toEqual(["a main", "self corner"]);
    expect(roles(arrange(room, self, [other], { ...wishes, swapped: true }))).toEqual([
      "self main",
      "a corner",
    ]);
    expect(roles(arrange(room, self, [other], { ...wishes, selfHidden: true }))).toEqual(["a main"]);
  });

  it("makes tiles for more", () => {
    const others = [other, { id: "b", aspect: 1 }];
    expect(roles(arrange(room, self, others, wishes))).toEqual(["a grid", "b grid", "self grid"]);
    expect(roles(arrange(room, self, others, { ...wishes, selfHidden: true }))).toEqual(["a grid", "b grid"]);
  });
});
