import type { ErrorCode, WireError } from "@confab/protocol";
import { wireError } from "@confab/protocol";
import type { Context, Middleware } from "koa";
import type { Log } from "../logging.ts";

/** An expected error of the REST API. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly wire: WireError;

  constructor(code: ErrorCode, extra: { retryAfterMs?: number; detail?: string } = {}, status?: number) {
    super(code);
    this.wire = wireError(code, extra);
    this.status = status ?? statusOf(code);
  }
}

/** The HTTP status that goes with a code. */
function statusOf(code: ErrorCode): number {
  switch (code) {
    case "bad-request":
      return 400;
    case "not-open":
    case "bad-key":
      return 403;
    case "unknown-request":
      return 404;
    case "name-taken":
    case "room-full":
      return 409;
    case "too-large":
      return 413;
    case "too-many-requests":
    case "too-many-rooms":
      return 429;
    case "shutting-down":
      return 503;
    default:
      return 500;
  }
}

/** Turns what handlers throw into a JSON error: expected ones as they are, the rest as `internal` and a line in the log. */
export function apiErrors(log: Log): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (!(error instanceof ApiError)) log.error({ err: error, method: ctx.method }, "request failed");
      respond(ctx, error instanceof ApiError ? error : new ApiError("internal"));
    }
  };
}

function respond(ctx: Context, { status, wire }: ApiError): void {
  ctx.status = status;
  ctx.body = wire;
  if (wire.retryAfterMs !== undefined) ctx.set("Retry-After", String(Math.ceil(wire.retryAfterMs / 1000)));
}
