import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { createLog, shortAddress } from "./logging.ts";

it("writes one JSON object a line and hides what must not be read", () => {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLog({ level: "info", to });
  log
    .child({ room: "default/r" })
    .info({ secret: "s3cret", payload: { sdp: "v=0 s3cret", key: "s3cret" }, participant: "p" }, "joined");
  log.debug({}, "not written");
  log.error(
    {
      err: new Error("what went wrong"),
      deep: { list: ["kept", { credential: "s3cret" }], far: { far: { far: 1 } } },
    },
    "x",
  );
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("what went wrong");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ room: "default/r", participant: "p", msg: "joined" });
  expect(lines.join()).not.toContain("s3cret");
});

it.each([
  ["192.0.2.17", "192.0.2.x"],
  ["::ffff:192.0.2.17", "192.0.2.x"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:x"],
  ["fe80::1%eth0", "fe80::1:x"],
  ["", "?"],
])("shortens %s to %s", (address, short) => {
  expect(shortAddress(address)).toBe(short);
});
