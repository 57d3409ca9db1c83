import { describe, expect, it } from "vitest";
import { howlWindow, soundsLikeOneRoom } from "./howl.ts";
import { createSpeechEar, decibels, meterLevel } from "./loudness.ts";

describe("levels", () => {
  it("are in dBFS", () => {
    expect(decibels(new Float32Array(64))).toBe(-100);
    expect(decibels(new Float32Array(64).fill(1))).toBeCloseTo(0);
    expect(decibels(new Float32Array(64).fill(0.1))).toBeCloseTo(-20);
    expect(decibels(new Float32Array(0))).toBe(-100);
  });

  it("fill a meter between a quiet room and a loud voice", () => {
    expect(meterLevel(-100)).toBe(0);
    expect(meterLevel(0)).toBe(1);
    expect(meterLevel(-30)).toBeGreaterThan(meterLevel(-40));
  });
});

describe("hearing speech", () => {
  it("takes some of the last second, not one knock", () => {
    const ear = createSpeechEar(100);
    expect([-10, -90, -90, -90, -90].map((db) => ear.heard(db))).not.toContain(true);
    expect([-30, -30, -30, -30].map((db) => ear.heard(db)).at(-1)).toBe(true);
  });

  it("forgets", () => {
    const ear = createSpeechEar(100);
    for (let i = 0; i < 10; i++) ear.heard(-30);
    ear.forget();
    expect(ear.heard(-30)).toBe(false);
  });
});

describe("two microphones in one room", () => {
  const steps = Array.from({ length: howlWindow.readings + howlWindow.lag }, (_, i) => i);
  const voice = (i: number) => (Math.sin(i / 2.3) + Math.sin(i / 5.1) > 0 ? -25 - (i % 4) : -70);
  const mine = steps.map((i) => voice(i));

  it("are recognised with any lag up to the limit", () => {
    for (let lag = 0; lag <= howlWindow.lag; lag++)
      expect(
        soundsLikeOneRoom(
          mine,
          steps.map((i) => voice(i - lag) - 6),
        ),
      ).toBe(true);
  });

  it("are not suspected when people take turns", () => {
    const turns = steps.map((i) => (voice(i) > -50 ? -75 : -28));
    expect(soundsLikeOneRoom(mine, turns)).toBe(false);
  });

  it("are not suspected in silence or before enough was heard", () => {
    expect(
      soundsLikeOneRoom(
        steps.map(() => -80),
        steps.map(() => -80),
      ),
    ).toBe(false);
    expect(soundsLikeOneRoom(mine.slice(0, 20), mine.slice(0, 20))).toBe(false);
  });
});
