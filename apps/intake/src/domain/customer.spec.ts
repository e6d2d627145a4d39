import { describe, expect, it } from '@jest/globals';
import { isNews, learn, newCustomer, type Findings, type Handle } from './customer.js';

const handle = { type: 'email', handle: 'ann@example.net', verified: false } as const;
const at = '2026-01-01T10:00:00.000Z';
const later = '2026-01-02T10:00:00.000Z';
const source = 'shop-mail';
const about = (more: Partial<Findings> = {}): Findings => ({ at, source, handles: [handle], ...more });
const first = newCustomer('c-1', about({ partyName: 'Ann', language: 'hu' }));
const seen = { by: 'customer', at, source, verified: false };
const claim = { by: 'adapter', at, source, verified: false };
const onFile: Handle = { ...handle, by: 'adapter', at, source };

describe('a customer', () => {
  it('begins with the first contact', () => {
    expect(first).toEqual({
      customerId: 'c-1',
      version: 1,
      anonymous: false,
      handles: [onFile],
      name: 'Ann',
      language: 'hu',
      provenance: { name: seen, language: seen },
      consent: [],
      relations: [],
      mergedFrom: [],
    });
  });

  it('is anonymous when the contact was', () => {
    expect(newCustomer('c-1', about({ handles: [{ ...handle, type: 'anonymous' }] })).anonymous).toBe(true);
  });

  it.each<[string, Partial<Findings>]>([
    ['the same again', { partyName: 'Ann', language: 'hu' }],
    ['the same within the hour', { partyName: 'Ann', at: '2026-01-01T10:59:59.999Z' }],
    ['nothing', {}],
    ['what was so before', { handles: [], partyName: 'A. Lee', language: 'en', at: '2025-12-31T10:00:00.000Z' }],
    ['that the handle is older within the hour', { at: '2026-01-01T10:00:00.000Z' }],
    ['hints without anything', { hints: { consent: [], relations: [] } }],
  ])('stays the very same object when a contact tells %s', (_, findings) => {
    expect(learn(first, about(findings))).toBe(first);
  });

  it.each<[string, Partial<Findings>, object]>([
    ['a segment and tier', { hints: { segment: 's', tier: 'gold' } }, { segment: 's', tier: 'gold' }],
    ['what the program knows better', { hints: { name: 'Ann Lee' } }, { name: 'Ann Lee' }],
    ['another name since', { partyName: 'A. Lee', at: later }, { name: 'A. Lee' }],
    ['another name a second later', { partyName: 'A. Lee', at: '2026-01-01T10:00:01.000Z' }, { name: 'A. Lee' }],
    [
      'that the handle is attested',
      { handles: [{ ...handle, verified: true }] },
      { handles: [{ ...onFile, verified: true }] },
    ],
    [
      'a number of its own',
      { hints: { externalIds: ['k-7'] } },
      { handles: [onFile, { type: 'external-id', handle: 'k-7', ...claim }] },
    ],
    [
      'a relation',
      { hints: { relations: [{ type: 'acts-for', to: 'k-8' }] } },
      { relations: [{ type: 'acts-for', to: 'k-8', by: 'adapter', at }] },
    ],
  ])('is one version on when a contact tells %s', (_, findings, change) => {
    const after = learn(first, about(findings));
    expect(after).toMatchObject({ ...change, version: 2 });
    expect(isNews(first, after)).toBe(true);
  });

  it('grows older with what is said again, which is no news', () => {
    const after = learn(first, about({ partyName: 'Ann', at: later }));
    expect(after).toMatchObject({ version: 2, provenance: { name: { at: later }, language: { at } } });
    expect(isNews(first, after)).toBe(false);
  });

  it('keeps a handle attested', () => {
    const attested = learn(first, about({ handles: [{ ...handle, verified: true }] }));
    expect(learn(attested, about())).toBe(attested);
  });

  it('has at most as many handles as the contract carries', () => {
    const externalIds = Array.from({ length: 300 }, (_, index) => `k-${index}`);
    expect(learn(first, about({ hints: { externalIds } })).handles).toHaveLength(200);
  });
});
