import { describe, expect, it } from "vitest";
import { createApi } from "./api.ts";

const base = new URL("https://example.org/meet/");

/** A server that gives one answer to everything, and what it was asked. */
function server(answer: () => Response) {
  const asked: { url: string; body: unknown }[] = [];
  const api = createApi(base, async (url, init) => {
    asked.push({ url: String(url), body: typeof init?.body === "string" ? JSON.parse(init.body) : null });
    return answer();
  });
  return { api, asked };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });

describe("making a room", () => {
  const made = { room: "owl", hostKey: "h".repeat(22), guestKey: "g".repeat(22) };

  it("asks below the base path and gives the keys", async () => {
    const { api, asked } = server(json(made, 201));
    expect(await api.createRoom("owl")).toEqual({ ok: true, made });
    expect(asked).toEqual([{ url: "https://example.org/meet/api/v1/rooms", body: { name: "owl" } }]);
  });

  it.each([
    [json({ code: "too-many-rooms" }, 429), "busy"],
    [json({ code: "name-taken" }, 409), "taken"],
    [json({ code: "internal" }, 500), "other"],
    [json({ room: "owl" }), "other"],
    [json("owl"), "other"],
    [() => new Response("<html>"), "offline"],
    [
      () => {
        throw new TypeError("Failed to fetch");
      },
      "offline",
    ],
  ] as const)("says why not: %#", async (answer, because) => {
    expect(await server(answer).api.createRoom("owl")).toEqual({ ok: false, because });
  });
});

describe("facts", () => {
  const facts = { relay: true, https: "https://10.0.0.2:8443/", ownAuthority: true };

  it("are what the server says", async () => {
    expect(await server(json(facts)).api.facts()).toEqual(facts);
    expect(await server(json({ ...facts, https: null })).api.facts()).toEqual({ ...facts, https: null });
  });

  it.each([
    json({}, 404),
    json({ ...facts, https: "javascript:alert(1)" }),
    json({ ...facts, relay: "yes" }),
    () => new Response("<html>"),
  ])("are unknown otherwise: %#", async (answer) => {
    expect(await server(answer).api.facts()).toBeNull();
  });
});
