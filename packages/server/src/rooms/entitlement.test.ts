import { expect, test } from "vitest";
import { entitlement } from "./entitlement.ts";
import { newRoom } from "./testing/acted.ts";
import { guestKey, hostKey } from "./testing/samples.ts";

test("[J5] the role comes from the key", () => {
  expect(entitlement(newRoom(), hostKey)).toBe("host");
  expect(entitlement(newRoom(), guestKey)).toBe("guest");
});

test.each([
  ["the room is there", newRoom()],
  ["it is not", null],
])("[J4] no key or a wrong one gives nothing when %s", (_, room) => {
  expect(entitlement(room, null)).toBe("not-open");
  expect(entitlement(room, "hash-of-wrong-key")).toBe("bad-key");
  expect(entitlement(room, "")).toBe("bad-key");
});

test("where there is no room, nothing that one could send is a key", () => {
  expect(entitlement(null, "-".repeat(43))).toBe("bad-key");
});
