import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { learn, newCustomer, type Consent, type Findings, type Handle } from './customer.js';

const handle: Handle = { type: 'email', handle: 'ann@example.net', verified: false, by: 'adapter' };
const first = newCustomer('c-1', { handle, partyName: 'Ann', language: 'hu' });

describe('a customer', () => {
  it('begins with the first contact', () => {
    expect(first).toEqual({
      customerId: 'c-1',
      version: 1,
      anonymous: false,
      handles: [handle],
      name: 'Ann',
      language: 'hu',
      consent: [],
      relations: [],
    });
  });

  it('is anonymous when the contact was', () => {
    expect(newCustomer('c-1', { handle: { ...handle, type: 'anonymous' } }).anonymous).toBe(true);
  });

  it.each<[string, Partial<Findings>]>([
    ['the same again', { partyName: 'Ann', language: 'hu' }],
    ['nothing', {}],
    ['another name of the party, or language of one message', { partyName: 'A. Lee', language: 'en' }],
    ['hints that say what is known', { hints: { name: 'Ann', consent: [], relations: [] } }],
  ])('stays the very same object when a contact tells %s', (_, findings) => {
    expect(learn(first, { handle, ...findings })).toBe(first);
  });

  it.each<[string, Findings, object]>([
    ['a segment and tier', { handle, hints: { segment: 's', tier: 'gold' } }, { segment: 's', tier: 'gold' }],
    ['a better name', { handle, hints: { name: 'Ann Lee' } }, { name: 'Ann Lee' }],
    [
      'that the handle is attested',
      { handle: { ...handle, verified: true } },
      { handles: [{ ...handle, verified: true }] },
    ],
    [
      'a number of its own',
      { handle, hints: { externalIds: ['k-7'] } },
      { handles: [handle, { type: 'external-id', handle: 'k-7', verified: false, by: 'adapter' }] },
    ],
    [
      'a relation',
      { handle, hints: { relations: [{ type: 'acts-for', to: 'k-8' }] } },
      { relations: [{ type: 'acts-for', to: 'k-8' }] },
    ],
  ])('is one version on when a contact tells %s', (_, findings, change) => {
    expect(learn(first, findings)).toEqual({ ...first, ...change, version: 2 });
  });

  it('keeps a handle attested', () => {
    const attested = learn(first, { handle: { ...handle, verified: true } });
    expect(learn(attested, { handle })).toBe(attested);
  });

  it('has at most as many handles as the contract carries', () => {
    const externalIds = Array.from({ length: 300 }, (_, at) => `k-${at}`);
    expect(learn(first, { handle, hints: { externalIds } }).handles).toHaveLength(200);
  });

  it('holds the latest word of consent, in whatever order the words came', () => {
    const word = fc.record({
      purpose: fc.constantFrom('survey', 'marketing'),
      granted: fc.boolean(),
      at: fc.nat(59).map((second) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`),
      source: fc.constant('form'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(word, { selector: ({ at }) => at, maxLength: 6 }), (words) => {
        const after = (order: readonly Consent[]) => {
          const customer = order.reduce((known, one) => learn(known, { handle, hints: { consent: [one] } }), first);
          return new Map(customer.consent.map(({ purpose, granted }) => [purpose, granted]));
        };
        expect(after(words)).toEqual(after([...words].reverse()));
      }),
    );
  });
});
