import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyFile, fileOf, joinFiles, type CustomerFile } from './customer-file.js';
import type { Handle } from './file-lists.js';

const minutes = (count: number): string => new Date(Date.UTC(2026, 0, 1) + count * 600_000).toISOString();
const instant = fc.nat(40).map(minutes);
const provenance = fc.record({
  by: fc.constantFrom('customer', 'adapter', 'agent:ann'),
  at: instant,
  source: fc.constantFrom('shop', 'desk'),
  verified: fc.boolean(),
});
const value = fc.constantFrom('a', 'b', 'c', null, undefined);
const handle: fc.Arbitrary<Handle> = fc.record(
  {
    type: fc.constantFrom('email' as const, 'external-id' as const),
    handle: fc.constantFrom('x', 'y'),
    verified: fc.boolean(),
    by: fc.constantFrom('adapter', 'agent:ann'),
    at: instant,
    source: fc.constant('shop'),
    removed: fc.constant(true),
  },
  { requiredKeys: ['type', 'handle', 'verified', 'by', 'at'] },
);
const consent = fc.record({
  purpose: fc.constantFrom('survey', 'marketing'),
  granted: fc.boolean(),
  at: instant,
  source: fc.constantFrom('form', 'call'),
});
const relation = fc.record(
  {
    type: fc.constant('acts-for'),
    to: fc.constantFrom('k', 'l'),
    by: fc.constantFrom('adapter', 'agent:ann'),
    at: instant,
    removed: fc.constant(true),
  },
  { requiredKeys: ['type', 'to', 'by', 'at'] },
);
const word: fc.Arbitrary<CustomerFile> = fc
  .tuple(
    fc.record({ name: value, tier: value, language: value }),
    provenance,
    fc.array(handle, { maxLength: 2 }),
    fc.array(consent, { maxLength: 2 }),
    fc.array(relation, { maxLength: 2 }),
  )
  .map(([values, by, handles, words, relations]) =>
    joinFiles(emptyFile, fileOf(values, by, { handles, consent: words, relations })),
  );

/** The same file, whatever order its lists and keys have. */
function canonical(file: CustomerFile): unknown {
  const sorted = (list: readonly object[]): string[] =>
    list.map((one) => JSON.stringify(Object.entries(one).sort())).sort();
  const { handles, consent: words, relations, ...rest } = file;
  return { ...rest, handles: sorted(handles), consent: sorted(words), relations: sorted(relations) };
}

const told = (words: readonly CustomerFile[]): CustomerFile => words.reduce(joinFiles, emptyFile);

describe('a file', () => {
  it('is the same in whatever order things were said', () => {
    const shuffled = fc
      .array(word, { maxLength: 12 })
      .chain((words) => fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length })));
    fc.assert(
      fc.property(shuffled, ([words, others]) => {
        expect(canonical(told(others))).toEqual(canonical(told(words)));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same however files are grouped, and when they are joined twice', () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (some, others) => {
        const both = told([...some, ...others]);
        expect(canonical(joinFiles(told(some), told(others)))).toEqual(canonical(both));
        expect(joinFiles(both, told(some))).toBe(both);
        expect(canonical(joinFiles(both, JSON.parse(JSON.stringify(both)) as CustomerFile))).toEqual(canonical(both));
      }),
      { numRuns: 300 },
    );
  });

  const early = { by: 'adapter', at: minutes(0), source: 'shop', verified: false };
  const late = { ...early, at: minutes(30) };
  const agent = { by: 'agent:ann', at: minutes(10), verified: true };
  it.each<[string, readonly CustomerFile[], object]>([
    ['newer beats older', [fileOf({ tier: 'gold' }, late), fileOf({ tier: 'tin' }, early)], { tier: 'gold' }],
    [
      'verified beats claimed, though older',
      [fileOf({ tier: 'gold' }, agent), fileOf({ tier: 'tin' }, late)],
      { tier: 'gold' },
    ],
    [
      'a program beats what a message shows',
      [fileOf({ name: 'A' }, { ...late, by: 'customer' }), fileOf({ name: 'B' }, early)],
      { name: 'B' },
    ],
    [
      'what comes up last in one hour counts',
      [fileOf({ tier: 'tin' }, early), fileOf({ tier: 'gold' }, { ...early, at: minutes(1) })],
      { tier: 'gold' },
    ],
  ])('%s', (_, words, expected) => {
    expect(told(words)).toMatchObject(expected);
    expect(told([...words].reverse())).toMatchObject(expected);
  });

  it('forgets a value that was taken back, until somebody better says one', () => {
    const file = told([fileOf({ tier: 'gold' }, early), fileOf({ tier: null }, agent), fileOf({ tier: 'tin' }, late)]);
    expect(file).not.toHaveProperty('tier');
    expect(joinFiles(file, fileOf({ tier: 'tin' }, { ...agent, at: minutes(50) }))).toMatchObject({ tier: 'tin' });
  });
});
