import type { Context } from "koa";
import type { ClientView } from "./client.ts";
import type { Metrics } from "./metrics.ts";

export interface OperationsDeps {
  readonly client: ClientView;
  readonly metrics: Pick<Metrics, "text" | "contentType">;
  readonly metricsPublic: boolean;
  /** Why the server should get no new calls now; empty when all is well. */
  readonly readiness: () => Promise<readonly string[]> | readonly string[];
}

/** What those who run the server ask it, by path. */
export function operations(
  deps: OperationsDeps,
): Readonly<Record<string, (ctx: Context) => void | Promise<void>>> {
  return {
    "/healthz"(ctx) {
      ctx.body = { alive: true };
    },
    async "/readyz"(ctx) {
      const reasons = await Promise.resolve(deps.readiness()).catch(() => [
        "readiness could not be found out",
      ]);
      ctx.status = reasons.length === 0 ? 200 : 503;
      ctx.body = { ready: reasons.length === 0, reasons };
    },
    async "/metrics"(ctx) {
      if (!deps.metricsPublic && !deps.client.local(ctx.req)) {
        ctx.status = 403;
        ctx.body = "Metrics are for this machine only, unless metricsPublic is set.\n";
        return;
      }
      ctx.body = await deps.metrics.text();
      ctx.set("Content-Type", deps.metrics.contentType);
    },
  };
}
