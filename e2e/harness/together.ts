import { seesAndHears } from "./media.ts";
import type { Person, PersonOptions } from "./person.ts";
import { join } from "./screens.ts";
import type { Invites, RoomServer } from "./server.ts";
import type { People } from "./test.ts";

interface Both extends PersonOptions {
  /** Console errors that belong to the test. */
  readonly expected?: RegExp;
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
  await join(anna.page, room.host, "Anna");
  await join(ben.page, room.guest, "Ben");
  await Promise.all([seesAndHears(anna), seesAndHears(ben)]);
  return { room, anna, ben };
}
