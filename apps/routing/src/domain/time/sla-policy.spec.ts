import { describe, expect, it } from '@jest/globals';
import { agreedFor, holds, type SlaPolicy, type TimePolicy } from './sla-policy.js';

const target = { metric: 'first-response', targetMs: 1_000, inBusinessTime: true, warnAt: [], pauseOn: [] } as const;
const policy = (policyId: string, more: Partial<SlaPolicy> = {}): SlaPolicy => ({
  ...{ policyId, version: '1', when: {}, calendar: 'office', targets: [target] },
  ...more,
});
const calendarOf = (calendarId: string) => ({
  ref: `${calendarId}@1`,
  calendar: { calendarId, zone: 'UTC', week: [], days: {} },
});
const rules: TimePolicy = {
  calendars: [calendarOf('office'), calendarOf('always')],
  policies: [
    policy('complaints', { when: { kinds: ['complaint', 'claim'], urgencyAtLeast: 4 } }),
    policy('chat', { when: { channels: ['chat'] }, targets: [{ ...target, inBusinessTime: false }] }),
    policy('default'),
  ],
  entitlements: [
    { entitlementId: 'vip', when: { plans: ['vip'] }, policyId: 'complaints', calendar: 'always', priority: 5 },
    { entitlementId: 'gold-phone', when: { plans: ['gold'], channels: ['phone'] }, priority: 4 },
  ],
};
const traits = { kind: 'inquiry', channel: 'email', urgency: 3 };

describe('what a contact is entitled to', () => {
  it.each([
    ['by default', {}, 'default@1', 'office@1', 3, undefined],
    [
      'the first that matches',
      { kind: 'claim', urgency: 4, channel: 'chat' },
      'complaints@1',
      'office@1',
      4,
      undefined,
    ],
    ['all conditions must hold', { kind: 'claim', urgency: 3 }, 'default@1', 'office@1', 3, undefined],
    ['raw time has no calendar', { channel: 'chat' }, 'chat@1', undefined, 3, undefined],
    ['a VIP, day and night', { plan: 'vip' }, 'complaints@1', 'always@1', 5, 'vip'],
    [
      'what a plan does not say is as the policies have it',
      { plan: 'gold', channel: 'phone' },
      'default@1',
      'office@1',
      4,
      'gold-phone',
    ],
    ['a plan has no entitlement elsewhere', { plan: 'gold' }, 'default@1', 'office@1', 3, undefined],
  ])('%s', (_, more, policyVersion, calendar, urgency, entitlementId) => {
    const agreed = agreedFor({ ...traits, ...more }, rules);
    expect([agreed.terms[0]?.policyVersion, agreed.terms[0]?.calendar]).toEqual([policyVersion, calendar]);
    expect([agreed.urgency, agreed.entitlementId]).toEqual([urgency, entitlementId]);
  });

  it('is nothing where no policy matches', () => {
    expect(agreedFor(traits, { ...rules, policies: [] })).toEqual({ terms: [], urgency: 3 });
  });

  it('never follows from what is not known', () => {
    expect(holds({ plans: ['vip'] }, traits)).toBe(false);
    expect(holds({ queues: ['default'] }, traits)).toBe(false);
  });
});
