import { seesAndHears } from "./media.ts";
import type { Person, PersonOptions } from "./person.ts";
import { join } from "./screens.ts";
import type { Invites, RoomServer } from "./server.ts";
import type { People } from "./test.ts";

interface Both extends PersonOptions {
  /** Console errors that belong to the test. */
  readonly expected?: RegExp;
  /** Appended to both links, before the key. */
  readonly query?: string;
}

export interface Together {
  readonly room: Invites;
  readonly anna: Person;
  readonly ben: Person;
}

/** Anna, the host, and Ben, a guest, in a call of their own that works both ways. */
export async function together(server: RoomServer, people: People, options: Both = {}): Promise<Together> {
  const room = await server.makeRoom();
  const anna = await people.invite("Anna", options);
  const ben = await people.invite("Ben", options);
  const link = (plain: string): string => plain.replace("#", `${options.query ?? ""}#`);
  await join(anna.page, link(room.host), "Anna");
  await join(ben.page, link(room.guest), "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  return { room, anna, ben };
}
