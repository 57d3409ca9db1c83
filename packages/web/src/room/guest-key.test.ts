import { expect, test } from "vitest";
import { guestKeyOf } from "./guest-key.ts";

test("[C9] is what the server makes of the same host key", async () => {
  expect(await guestKeyOf("AQEBAQEBAQEBAQEBAQEBAQ")).toBe("Mpp3SHksQN0SvSDFmV5FoZ");
});
