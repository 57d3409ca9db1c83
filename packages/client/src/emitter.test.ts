import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmitter } from "./emitter.ts";

describe("emitter", () => {
  const uncaught: unknown[] = [];
  const keep = (error: unknown): void => void uncaught.push(error);
  let before: NodeJS.UncaughtExceptionListener[] = [];

  beforeEach(() => {
    before = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", keep);
  });

  afterEach(() => {
    process.off("uncaughtException", keep);
    for (const listener of before) process.on("uncaughtException", listener);
  });

  it("calls listeners until they unsubscribe, twice if subscribed twice", () => {
    const emitter = createEmitter<{ number: number }>();
    const heard: number[] = [];
    const listener = (number: number): void => void heard.push(number);
    const stop = emitter.on("number", listener);
    emitter.on("number", listener);
    emitter.emit("number", 1);
    stop();
    stop();
    emitter.emit("number", 2);
    expect(heard).toEqual([1, 1, 2]);
    expect(emitter.wanted("number")).toBe(true);
    emitter.clear();
    expect(emitter.wanted("number")).toBe(false);
  });

  it("calls the others when one throws, and reports what it threw", async () => {
    const emitter = createEmitter<{ number: number }>();
    const heard: number[] = [];
    emitter.on("number", () => {
      throw new Error("mine");
    });
    emitter.on("number", (number) => heard.push(number));
    emitter.emit("number", 3);
    expect(heard).toEqual([3]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(uncaught).toEqual([new Error("mine")]);
  });
});
