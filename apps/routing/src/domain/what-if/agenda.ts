interface Due<T> {
  readonly at: number;
  readonly turn: number;
  readonly what: T;
}

/** What is to come, earliest first; of one time, what was noted first. */
export class Agenda<T> {
  private readonly heap: Due<T>[] = [];
  private turn = 0;

  get nextAt(): number | undefined {
    return this.heap[0]?.at;
  }

  add(at: number, what: T): void {
    const { heap } = this;
    const due = { at, turn: (this.turn += 1), what };
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(due, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = due;
  }

  take(): T | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.what;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      const child = a !== undefined && b !== undefined && isBefore(b, a) ? left + 1 : left;
      const below = heap[child];
      if (below === undefined || !isBefore(below, last)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first.what;
  }
}

const isBefore = (a: Due<unknown>, b: Due<unknown>): boolean => (a.at === b.at ? a.turn < b.turn : a.at < b.at);
