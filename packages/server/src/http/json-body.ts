import type { IncomingMessage } from "node:http";
import type { Context } from "koa";
import { ApiError } from "./errors.ts";

/** Largest body that the API takes, in bytes. */
export const mostBodyBytes = 16_384;

/**
 * The request's JSON. It must say that it is JSON: what a foreign page can send without asking first (a form, plain
 * text) is refused.
 * @throws ApiError `bad-request` or `too-large`
 */
export async function readJson(ctx: Context): Promise<unknown> {
  if (!ctx.is("application/json")) throw new ApiError("bad-request", { detail: "content-type" }, 415);
  const text = await readText(ctx.req);
  if (text === null) {
    // The rest of the body is not read, so this connection cannot serve another request.
    ctx.set("Connection", "close");
    throw new ApiError("too-large");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("bad-request", { detail: "body" });
  }
}

async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part: Buffer = chunk;
    bytes += part.length;
    if (bytes > mostBodyBytes) return null;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}
