import { describe, expect, it } from '@jest/globals';
import { addressAt, withPoint, type ContactPoint, type Contacts } from './contact.js';
import { isSurveyRefused, unknownCustomer } from './customer.js';
import { atClosing, atInvitation } from './suppression.js';

describe('whether to ask', () => {
  const closing = { anonymous: false, automatic: false, channel: 'email' };
  it.each([
    [closing, 'email'],
    [{ ...closing, channel: 'web-form' }, 'web-form'],
    [{ ...closing, anonymous: true }, 'anonymous@1'],
    [{ ...closing, automatic: true }, 'automatic@1'],
    [{ ...closing, channel: 'phone' }, 'channel@1'],
    [{ ...closing, channel: 'letter' }, 'channel@1'],
    [{ anonymous: true, automatic: true, channel: 'phone' }, 'anonymous@1'],
  ])('at closing %j: %s', (closed, expected) => {
    const decided = atClosing(closed);
    expect(typeof decided === 'string' ? decided : decided.rule).toBe(expected);
  });

  const customer = unknownCustomer('u1');
  it.each([
    [undefined, undefined],
    [customer, undefined],
    [{ ...customer, isConsentRefused: true }, 'consent@1'],
    [{ ...customer, isOptedOut: true }, 'opt-out@1'],
    [{ ...customer, isOptedOut: true, erasedAt: new Date(0) }, 'erased@1'],
  ])('at the invitation %j: %s', (known, rule) => {
    expect(atInvitation(known)?.rule).toBe(rule);
  });

  it('goes by the latest word on consent', () => {
    const consent = (granted: boolean, at: string, purpose = 'survey') => ({ purpose, granted, at });
    expect(isSurveyRefused([])).toBe(false);
    expect(isSurveyRefused([consent(false, '2026-01-02'), consent(true, '2026-01-01')])).toBe(true);
    expect(isSurveyRefused([consent(false, '2026-01-01'), consent(true, '2026-01-02')])).toBe(false);
    expect(isSurveyRefused([consent(false, '2026-01-02', 'marketing')])).toBe(false);
  });
});

describe('where to ask', () => {
  const point = (changes: Partial<ContactPoint> = {}): ContactPoint => ({
    channel: 'email',
    channelAccount: 'care@shop.example',
    handle: 'old@post.example',
    partyType: 'email',
    ...changes,
  });

  it('is the newest handle at the account that the case came to', () => {
    const first = withPoint(undefined, 'u1', point());
    const both = withPoint(first, 'u1', point({ handle: 'new@post.example' }));
    expect(addressAt(both, 'email', 'care@shop.example')).toBe('new@post.example');
    expect(addressAt(both, 'email', 'other@shop.example')).toBeUndefined();
    expect(addressAt(both, 'sms', 'care@shop.example')).toBeUndefined();
    expect(addressAt(undefined, 'email', 'care@shop.example')).toBeUndefined();
  });

  it('is written only when it is new, and never grows without end', () => {
    let contacts: Contacts | undefined = withPoint(undefined, 'u1', point());
    expect(withPoint(contacts, 'u1', point())).toBeUndefined();
    for (let n = 0; n < 30; n += 1) contacts = withPoint(contacts, 'u1', point({ handle: `h${n}` }));
    expect([contacts?.version, contacts?.points.length]).toEqual([31, 20]);
  });

  it.each([
    ['email', 'x@post.example'],
    ['device', undefined],
  ])('after a web form with a handle of type %s: %s', (partyType, expected) => {
    const contacts = withPoint(undefined, 'u1', point({ channel: 'web-form', handle: 'x@post.example', partyType }));
    expect(addressAt(contacts, 'web-form', 'care@shop.example')).toBe(expected);
  });
});
