import { describe, expect, it } from "vitest";
import { createMemoryShelf, createShelf, isRecord, readJson } from "./shelf.ts";

function fakeStore(full = false) {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem(key: string, value: string) {
      if (full) throw new Error("quota");
      items.set(key, value);
    },
    removeItem: (key: string) => void items.delete(key),
  };
}

describe("a shelf", () => {
  it("keeps things under its prefix", () => {
    const store = fakeStore();
    const shelf = createShelf(() => store, "app:");
    shelf.set("name", "Anna");
    expect(store.items.get("app:name")).toBe("Anna");
    expect(shelf.get("name")).toBe("Anna");
    shelf.remove("name");
    expect(shelf.get("name")).toBeNull();
  });

  it("works for the page where storage is forbidden", () => {
    const shelf = createShelf(() => {
      throw new Error("SecurityError");
    }, "");
    shelf.set("name", "Anna");
    expect(shelf.get("name")).toBe("Anna");
    shelf.remove("name");
    expect(shelf.get("name")).toBeNull();
  });

  it("prefers what the page has set to what a full store still holds", () => {
    const store = fakeStore(true);
    store.items.set("name", "old");
    const shelf = createShelf(() => store, "");
    shelf.set("name", "new");
    expect(shelf.get("name")).toBe("new");
  });
});

it("reads only JSON of the expected shape", () => {
  const shelf = createMemoryShelf();
  expect(readJson(shelf, "x", isRecord)).toBeNull();
  shelf.set("x", "{not json");
  expect(readJson(shelf, "x", isRecord)).toBeNull();
  shelf.set("x", "[1]");
  expect(readJson(shelf, "x", isRecord)).toBeNull();
  shelf.set("x", '{"a":1}');
  expect(readJson(shelf, "x", isRecord)).toEqual({ a: 1 });
});
