import type { IceSource } from "../../ice-source.ts";

/** A relay that does not exist; each credential is another one. */
export function createFixedIce(): IceSource {
  let issued = 0;
  return {
    outside: () => ({ servers: [{ urls: ["stun:127.0.0.1:3478"] }], relay: true }),
    member(participant) {
      issued += 1;
      return {
        servers: [
          { urls: ["stun:127.0.0.1:3478"] },
          { urls: ["turn:127.0.0.1:3478"], username: `${issued}:${participant}`, credential: "c" },
        ],
        relay: true,
        expiresInMs: 43_200_000,
      };
    },
  };
}
