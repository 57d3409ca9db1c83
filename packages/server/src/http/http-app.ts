import type { IncomingMessage, ServerResponse } from "node:http";
import Koa, { type Middleware } from "koa";
import type { Log } from "../logging.ts";
import { type OperationsDeps, operations } from "./operations.ts";
import { type RoomsApiDeps, roomsApi } from "./rooms-api.ts";
import { securityHeaders } from "./security-headers.ts";
import { type WebAppDeps, webApp } from "./web-app.ts";

export interface HttpAppDeps extends RoomsApiDeps, OperationsDeps, WebAppDeps {
  readonly publicUrl: string | null;
}

/** Everything that is asked by plain HTTP requests: API, web app, health and metrics. */
export function createHttpApp(
  deps: HttpAppDeps,
): (request: IncomingMessage, response: ServerResponse) => void {
  const koa = new Koa();
  const forOperators = operations(deps);
  const api = roomsApi(deps);
  const web = webApp(deps);

  koa.on("error", (error: NodeJS.ErrnoException) => {
    // A client that goes away in the middle of an answer is no fault of ours.
    if (error.code !== "ECONNRESET" && error.code !== "EPIPE")
      deps.log.error({ err: error }, "answer failed");
  });
  koa.use(securityHeaders(deps));
  koa.use(requestLog(deps.log));
  koa.use(basePath(deps.basePath));
  koa.use(async (ctx, next) => {
    const operation = Object.hasOwn(forOperators, ctx.path) ? forOperators[ctx.path] : undefined;
    if (operation !== undefined && (ctx.method === "GET" || ctx.method === "HEAD")) {
      ctx.set("Cache-Control", "no-store");
      await operation(ctx);
    } else if (ctx.path.startsWith("/api/")) await api(ctx, next);
    else await web(ctx, next);
  });
  return koa.callback();
}

/** Takes the base path off, so that everything after it need not know. */
function basePath(base: string): Middleware {
  return async (ctx, next) => {
    if (`${ctx.path}/` === base) {
      ctx.redirect(base);
      ctx.status = 308;
      return;
    }
    if (!ctx.path.startsWith(base)) return;
    ctx.path = ctx.path.slice(base.length - 1);
    await next();
  };
}

function requestLog(log: Log): Middleware {
  return async (ctx, next) => {
    const startedAt = performance.now();
    const { method, path } = ctx;
    await next();
    log.debug({ method, path, status: ctx.status, ms: Math.round(performance.now() - startedAt) }, "http");
  };
}
