import { expect, it } from "vitest";
import { deviceNews } from "./device-news.ts";

const builtIn = { deviceId: "a", label: "Built-in" };
const headset = { deviceId: "b", label: "Headset" };
const alias = { deviceId: "default", label: "Default - Built-in" };

it("tells what was plugged in", () => {
  expect(deviceNews([alias, builtIn], [alias, builtIn, headset])).toEqual({ found: [headset], gone: [] });
});

it("tells what was pulled out", () => {
  expect(deviceNews([builtIn, headset], [builtIn])).toEqual({ found: [], gone: [headset] });
  expect(deviceNews([headset], [])).toEqual({ found: [], gone: [headset] });
});

it("takes names that become known for no news", () => {
  const nameless = [{ deviceId: "", label: "" }];
  expect(deviceNews(nameless, [builtIn, headset])).toEqual({ found: [], gone: [] });
  expect(deviceNews([], [builtIn])).toEqual({ found: [], gone: [] });
  expect(deviceNews([builtIn], nameless)).toEqual({ found: [], gone: [] });
});
