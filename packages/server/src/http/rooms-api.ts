import type { IncomingMessage } from "node:http";
import { type CreateRoomAnswer, CreateRoomRequest, type RoomName, type ServerFacts } from "@confab/protocol";
import Router from "@koa/router";
import type { Middleware } from "koa";
import * as v from "valibot";
import type { Clock } from "../clock.ts";
import { type Log, shortAddress } from "../logging.ts";
import { decide } from "../rooms/decide.ts";
import type { RoomId, RoomPolicy } from "../rooms/model.ts";
import type { Secrets } from "../rooms/secrets.ts";
import type { RoomStore } from "../rooms/store/store.ts";
import { offence } from "../signaling/handshake.ts";
import { type ClientView, limitKey } from "./client.ts";
import { createCreateLimit } from "./create-limit.ts";
import { ApiError, apiErrors } from "./errors.ts";
import { readJson } from "./json-body.ts";
import { randomRoomName } from "./room-names.ts";

export interface RoomsApiDeps {
  readonly store: Pick<RoomStore, "transact">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly client: ClientView;
  readonly originAllowed: (request: IncomingMessage) => boolean;
  readonly project: string;
  readonly policy: RoomPolicy;
  /** What this installation has at the moment. */
  readonly facts: () => ServerFacts;
  /** A room was made. */
  readonly created: () => void;
}

/** Random names that are tried before giving up; with millions of them the second is hardly ever needed. */
const attempts = 5;

/** The REST API. */
export function roomsApi(deps: RoomsApiDeps): Middleware {
  const { clock, log, client } = deps;
  const limit = createCreateLimit(clock);
  const router = new Router({ prefix: "/api" });

  router.use(apiErrors(log));
  router.post("/v1/rooms", async (ctx) => {
    if (!deps.originAllowed(ctx.req)) throw new ApiError("bad-request", { detail: "origin" }, 403);
    const address = client.address(ctx.req);
    const waitMs = limit.take(limitKey(address));
    if (waitMs !== null) throw new ApiError("too-many-rooms", { retryAfterMs: waitMs });
    const parsed = v.safeParse(CreateRoomRequest, await readJson(ctx));
    if (!parsed.success) throw new ApiError("bad-request", { detail: offence(parsed) });
    const answer = await createRoom(parsed.output.name, deps);
    deps.created();
    log.info({ room: answer.room, client: shortAddress(address) }, "room made");
    ctx.status = 201;
    ctx.body = answer;
  });
  router.get("/v1/server", (ctx) => {
    ctx.body = deps.facts();
  });
  router.all("/{*rest}", () => {
    throw new ApiError("unknown-request");
  });
  const routes = router.routes();
  return (ctx, next) => {
    ctx.set("Cache-Control", "no-store");
    return routes(ctx as Parameters<typeof routes>[0], next);
  };
}

/** @throws ApiError `name-taken` */
async function createRoom(wanted: RoomName | undefined, deps: RoomsApiDeps): Promise<CreateRoomAnswer> {
  const { store, clock, secrets, project, policy } = deps;
  const hostKey = secrets.newKey();
  const guestKey = secrets.guestKeyOf(hostKey);
  const keys = { host: secrets.hash(hostKey), guest: secrets.hash(guestKey) };
  for (let attempt = 0; attempt < (wanted === undefined ? attempts : 1); attempt += 1) {
    const name = wanted ?? randomRoomName();
    const id: RoomId = `${project}/${name}`;
    const command = { type: "create", id, name, mode: "call", policy, keys } as const;
    const decision = await store.transact(id, (room) => decide(room, command, clock.now()));
    if (decision.ok) return { room: name, hostKey, guestKey };
    if (decision.code !== "name-taken") throw new ApiError(decision.code);
  }
  throw new ApiError("name-taken");
}
