import type { RoomId, Time } from "../model.ts";

/** Deadlines by time. */
export interface DeadlineIndex {
  set(room: RoomId, deadline: Time | null): void;
  next(): Time | null;
  /** Rooms whose deadline is at or before `now`, the oldest first, at most `most`. Takes none of them out. */
  due(now: Time, most: number): readonly RoomId[];
  /** How many marks are held, dead ones included. */
  readonly size: number;
}

interface Mark {
  readonly room: RoomId;
  readonly at: Time;
}

/** A binary heap; a moved deadline leaves a dead mark behind, which is dropped when it comes up or when most marks are dead. */
export function createDeadlineIndex(): DeadlineIndex {
  const current = new Map<RoomId, Mark>();
  let heap: Mark[] = [];

  const isAlive = (mark: Mark) => current.get(mark.room) === mark;

  function top(): Mark | undefined {
    while (heap[0] !== undefined && !isAlive(heap[0])) pop(heap);
    return heap[0];
  }

  return {
    set(room, deadline) {
      if (current.get(room)?.at === deadline) return;
      if (deadline === null) {
        current.delete(room);
        return;
      }
      const mark = { room, at: deadline };
      current.set(room, mark);
      if (heap.length > 2 * current.size + 64) {
        heap = [...current.values()].sort((left, right) => left.at - right.at);
      } else {
        push(heap, mark);
      }
    },
    next: () => top()?.at ?? null,
    due(now, most) {
      const found: Mark[] = [];
      for (let mark = top(); mark !== undefined && mark.at <= now && found.length < most; mark = top()) {
        found.push(mark);
        pop(heap);
      }
      for (const mark of found) push(heap, mark);
      return found.map(({ room }) => room);
    },
    get size() {
      return heap.length;
    },
  };
}

function push(heap: Mark[], mark: Mark): void {
  let at = heap.length;
  heap.push(mark);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || above.at <= mark.at) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = mark;
}

function pop(heap: Mark[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    if (left === undefined) break;
    const [child, index] =
      right !== undefined && right.at < left.at ? [right, 2 * at + 2] : [left, 2 * at + 1];
    if (child.at >= last.at) break;
    heap[at] = child;
    at = index;
  }
  heap[at] = last;
}
