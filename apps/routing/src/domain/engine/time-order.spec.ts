import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { before, TimeOrder, type Entry } from './time-order.js';

const entries = fc.uniqueArray(fc.record({ at: fc.nat(50), id: fc.string({ minLength: 1, maxLength: 3 }) }), {
  maxLength: 2_000,
  selector: ({ at, id }) => `${String(at)}/${id}`,
});
const sorted = (list: readonly Entry[]): Entry[] => [...list].sort((a, b) => (before(a, b) ? -1 : 1));

describe('TimeOrder', () => {
  it('gives what was added and not removed, in order of time and then of id', () => {
    fc.assert(
      fc.property(entries, fc.infiniteStream(fc.boolean()), (list, isRemoved) => {
        const order = new TimeOrder();
        for (const entry of list) order.add(entry);
        const kept = list.filter((entry) => {
          const removed = isRemoved.next().value === true;
          if (removed) order.remove(entry);
          return !removed;
        });
        expect([...order]).toEqual(sorted(kept));
        expect(order.size).toBe(kept.length);
        expect(order.first).toEqual(sorted(kept)[0]);
      }),
      { numRuns: 50 },
    );
  });

  it('does nothing for an entry that is not there', () => {
    const order = new TimeOrder();
    order.add({ at: 1, id: 'a' });
    order.remove({ at: 1, id: 'b' });
    order.remove({ at: 2, id: 'a' });
    expect([...order]).toEqual([{ at: 1, id: 'a' }]);
  });
});
