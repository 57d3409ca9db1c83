import { answerSchema, limits, type RequestName, type RequestResult, results } from "@confab/protocol";
import { type GenericSchema, safeParse } from "valibot";
import type { Clock } from "../clock.ts";
import { ConfabError } from "../errors.ts";
import type { SignalingSocket } from "./signaling-socket.ts";

/** The requests under way on one connection. They end with it. */
export interface PendingRequests {
  /**
   * `answered` runs as soon as a good answer is in, before anything that follows it on the connection.
   * @throws ConfabError: the server's code, `timeout`, or `disconnected` when the connection ends first.
   */
  send<N extends RequestName>(name: N, payload: object, answered?: () => void): Promise<RequestResult<N>>;
  /** Rejects all that is under way with `disconnected`. */
  close(): void;
}

export function createPendingRequests(socket: SignalingSocket, clock: Clock): PendingRequests {
  const aborts = new Set<() => void>();
  return {
    send<N extends RequestName>(name: N, payload: object, answered?: () => void) {
      return new Promise<RequestResult<N>>((resolve, reject) => {
        /** True once; whoever comes later is too late. */
        const settle = (): boolean => {
          stopTimer();
          return aborts.delete(abort);
        };
        const abort = (): void => {
          if (settle()) reject(new ConfabError("disconnected"));
        };
        const stopTimer = clock.after(limits.requestTimeoutMs, () => {
          if (settle()) reject(new ConfabError("timeout"));
        });
        aborts.add(abort);
        socket.send(name, payload, (raw) => {
          if (!settle()) return;
          const answer = safeParse(answerSchema<GenericSchema>(results[name]), raw);
          if (!answer.success) return reject(new ConfabError("internal"));
          if (!answer.output.ok) return reject(new ConfabError(answer.output.error));
          answered?.();
          resolve(answer.output.result as RequestResult<N>);
        });
      });
    },
    close() {
      for (const abort of [...aborts]) abort();
    },
  };
}
