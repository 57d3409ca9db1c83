import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Context, Middleware } from "koa";
import sirv, { type RequestHandler } from "sirv";
import { createShell } from "./shell.ts";

export interface WebAppDeps {
  readonly webRoot: string;
  readonly basePath: string;
}

const yearInSeconds = 31_536_000;
const hourInSeconds = 3600;

/**
 * Serves the built web app. Files under `assets/` carry a hash in their names and never change; the shell is asked for
 * each time; what has no extension is a page of the app, and only the app knows whether there is such a page.
 */
export function webApp({ webRoot, basePath }: WebAppDeps): Middleware {
  const shell = createShell(webRoot, basePath);
  const precompressed = { brotli: true, gzip: true, etag: true, extensions: [] };
  const assets = files(join(webRoot, "assets"), {
    ...precompressed,
    maxAge: yearInSeconds,
    immutable: true,
  });
  const others = files(webRoot, { ...precompressed, maxAge: hourInSeconds });

  return async (ctx) => {
    if (ctx.method !== "GET" && ctx.method !== "HEAD") {
      ctx.status = 405;
      ctx.set("Allow", "GET, HEAD");
      return;
    }
    const { path } = ctx;
    if (path.startsWith("/assets/")) await serve(assets, ctx, path.slice("/assets".length));
    else if (path === "/index.html" || !/\.[^/]*$/.test(path)) await page(ctx, await shell.html());
    else if (!path.endsWith(".html")) await serve(others, ctx, path);
    if (ctx.respond !== false && ctx.body === undefined) notFound(ctx);
  };
}

function files(directory: string, options: Parameters<typeof sirv>[1]): RequestHandler | null {
  return existsSync(directory) ? sirv(directory, options) : null;
}

async function page(ctx: Context, html: string | null): Promise<void> {
  // A page that is kept would ask for assets of a release that is gone.
  ctx.set("Cache-Control", "no-store");
  if (html === null) {
    ctx.status = 503;
    ctx.body = "The web app is not built. Run: npm run build\n";
    return;
  }
  ctx.type = "html";
  ctx.body = html;
}

/** Lets sirv answer, or nobody if it has no such file. */
async function serve(handler: RequestHandler | null, ctx: Context, path: string): Promise<void> {
  if (handler === null) return;
  // sirv streams ranges without checking them, and nothing here is large enough to need any.
  delete ctx.req.headers.range;
  ctx.req.url = path;
  let missing = false;
  handler(ctx.req, ctx.res, () => {
    missing = true;
  });
  if (!missing) ctx.respond = false;
}

function notFound(ctx: Context): void {
  ctx.status = 404;
  ctx.set("Cache-Control", "no-store");
  ctx.type = "text";
  ctx.body = "Not found\n";
}
