import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignCoPartitioned } from './co-partitioned.assigner.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const member = (memberId: string, ...topics: string[]) => ({ memberId, topics });

describe('assignCoPartitioned', () => {
  it('gives a member the same numbers of every topic', () => {
    const members = [
      member('b', 'cases', 'customers'),
      member('a', 'cases', 'customers'),
      member('c', 'cases', 'customers'),
    ];
    const assigned = assignCoPartitioned(members, () => numbers(4));
    expect(Object.fromEntries(assigned)).toEqual({
      a: { cases: [0, 3], customers: [0, 3] },
      b: { cases: [1], customers: [1] },
      c: { cases: [2], customers: [2] },
    });
  });

  it('gives a topic only to those who subscribed to it', () => {
    const assigned = assignCoPartitioned([member('old', 'cases'), member('new', 'cases', 'agents')], () => numbers(4));
    expect(Object.fromEntries(assigned)).toEqual({
      old: { cases: [1, 3] },
      new: { cases: [0, 2], agents: [0, 1, 2, 3] },
    });
  });

  it('leaves members without work when there are more of them than partitions', () => {
    const assigned = assignCoPartitioned(
      ['a', 'b', 'c'].map((id) => member(id, 'cases')),
      () => numbers(2),
    );
    expect(assigned.get('c')).toEqual({});
  });

  it('gives out every partition once, evenly, whatever order the members come in', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 40 }),
        (ids, partitions) => {
          const members = ids.map((id) => member(id, 'cases', 'customers'));
          const assigned = assignCoPartitioned(members, () => numbers(partitions));
          expect(assignCoPartitioned(members.toReversed(), () => numbers(partitions))).toEqual(assigned);
          const shares = [...assigned.values()].map((assignment) => assignment['cases'] ?? []);
          expect(shares.flat().sort((a, b) => a - b)).toEqual(numbers(partitions));
          const sizes = shares.map((share) => share.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
