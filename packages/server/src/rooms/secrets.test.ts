import { InviteKey, ParticipantId, ResumeSecret } from "@confab/protocol";
import * as v from "valibot";
import { expect, test } from "vitest";
import { createSecrets } from "./secrets.ts";

test("ids, secrets and keys have the protocol's shapes and don't repeat", () => {
  const secrets = createSecrets();
  const makers = [
    [ParticipantId, secrets.newParticipantId],
    [ResumeSecret, secrets.newSecret],
    [InviteKey, secrets.newKey],
  ] as const;
  for (const [schema, make] of makers) {
    const made = Array.from({ length: 100 }, make);
    expect(made.every((text) => v.is(schema, text))).toBe(true);
    expect(new Set(made)).toHaveProperty("size", 100);
  }
});

test("take their randomness from where they are told", () => {
  const secrets = createSecrets((bytes) => Buffer.alloc(bytes, 1));
  expect(secrets.newParticipantId()).toBe("AQEBAQEBAQEBAQEB");
  expect(secrets.newConnectionId()).toHaveLength(16);
  expect(secrets.newCallId()).toHaveLength(16);
});

test("hash as SHA-256, base64url", () => {
  // The test vector "abc" of FIPS 180-2, appendix B.1.
  expect(createSecrets().hash("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
});

test("[C9] the guest key follows from the host key, and not the other way round", () => {
  const secrets = createSecrets();
  // printf 'confab guest key:AQEBAQEBAQEBAQEBAQEBAQ' | openssl dgst -sha256 -binary | basenc --base64url
  const guestKey = secrets.guestKeyOf("AQEBAQEBAQEBAQEBAQEBAQ");
  expect(guestKey).toBe("Mpp3SHksQN0SvSDFmV5FoZ");
  expect(v.is(InviteKey, guestKey)).toBe(true);
});
