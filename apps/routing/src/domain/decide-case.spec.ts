import { describe, expect, it } from '@jest/globals';
import {
  addContact,
  closeCase,
  firstResponseDue,
  openCase,
  placeOf,
  reopenCase,
  reply,
  resolveCase,
  type CasePolicy,
  type Contact,
} from './decide-case.js';
import { evolveAll } from './evolve-case.js';
import type { SupportCase } from './support-case.js';

const hour = 3_600_000;
const policy: CasePolicy = { queueId: 'default', firstResponseMs: 4 * hour, reopenWindowMs: 7 * 24 * hour };
const start = new Date('2026-03-02T08:00:00.000Z');
const after = (hours: number): Date => new Date(start.getTime() + hours * hour);

const contact: Contact = {
  interactionId: 'interaction-1',
  direction: 'inbound',
  kind: 'complaint',
  occurredAt: start,
  receivedAt: start,
};

const blank: SupportCase = {
  caseId: 'case-1',
  version: 0,
  reference: 'TR-0000-0000',
  customerId: 'customer-1',
  interactionId: 'interaction-1',
  issueKey: 'delivery',
  status: 'open',
  cycle: 1,
  channel: 'email',
  channelAccount: 'help@example.org',
  kind: 'complaint',
  needs: [],
  urgency: 3,
  isFirstContact: true,
  anonymous: false,
  automatic: false,
  openedAt: start,
  agentIds: [],
  leg: 0,
  replyTo: 'interaction-1',
  waitingSince: start,
};

const opened = evolveAll(blank, openCase(contact, 'item-1', start, policy));
const assigned = evolveAll(opened, [
  { type: 'assigned', at: after(1), actor: 'system', agentId: 'ada', waitedSeconds: 3600 },
]);
const types = (facts: readonly { type: string }[]): string[] => facts.map(({ type }) => type);

describe('opening', () => {
  it('starts the first-response clock and queues', () => {
    const facts = openCase(contact, 'item-1', start, policy);
    expect(types(facts)).toEqual(['opened', 'clock-started', 'queued']);
    expect(opened).toMatchObject({
      version: 3,
      queueId: 'default',
      itemId: 'item-1',
      firstResponse: 'running',
      firstResponseDueAt: after(4),
    });
  });

  it('belongs to who handled it outside, and is then never queued', () => {
    const facts = openCase({ ...contact, handledBy: { agentId: 'bea', teamId: 'north' } }, 'item-1', start, policy);
    expect(types(facts)).toEqual(['opened', 'assigned']);
    const found = evolveAll(blank, facts);
    expect(found).toMatchObject({ agentId: 'bea', teamId: 'north', agentIds: ['bea'], leg: 1 });
    expect(found).not.toHaveProperty('itemId');
  });

  it('has no clock when we made the contact', () => {
    expect(types(openCase({ ...contact, direction: 'outbound' }, 'item-1', start, policy))).toEqual([
      'opened',
      'queued',
    ]);
  });
});

describe('a further contact', () => {
  const closed = evolveAll(assigned, closeCase(assigned, {}, after(2)));
  it.each<[string, SupportCase | undefined, Date, string]>([
    ['about nothing known opens', undefined, start, 'open'],
    ['on an open case is added', opened, after(1), 'add'],
    ['on a resolved case opens it again', evolveAll(assigned, resolveCase(assigned, {}, after(2))), after(3), 'reopen'],
    ['within the window opens a closed case again', closed, after(2 + 7 * 24), 'reopen'],
    ['after the window is a new case', closed, after(3 + 7 * 24), 'open'],
  ])('%s', (_, found, now, place) => {
    expect(placeOf(found, now, policy)).toBe(place);
  });

  it('is what the next reply answers; the wait counts from the first unanswered one', () => {
    const found = evolveAll(opened, addContact({ ...contact, interactionId: 'interaction-2' }, after(1)));
    expect(found).toMatchObject({ replyTo: 'interaction-2', waitingSince: start });
  });

  it('begins a cycle in which nothing of the one before is left', () => {
    const again = { ...contact, interactionId: 'interaction-2', receivedAt: after(30) };
    const found = evolveAll(closed, reopenCase(again, 'contact-after-close', 'item-2', after(30), policy));
    expect(found).toMatchObject({
      status: 'open',
      cycle: 2,
      itemId: 'item-2',
      agentIds: [],
      leg: 0,
      firstResponse: 'running',
      firstResponseDueAt: after(34),
    });
    for (const gone of ['agentId', 'closedAt', 'resolvedAt', 'firstRepliedAt']) expect(found).not.toHaveProperty(gone);
  });
});

describe('the first-response clock', () => {
  it.each([
    [3.9, 'met', 3.9],
    [4, 'met', 4],
    [4.1, 'breached', 4],
  ])('a reply after %d h decides %s, at the time of the deciding fact', (hours, outcome, decidedAt) => {
    const facts = reply(assigned, 'ada', undefined, after(hours));
    expect(facts[1]).toMatchObject({ type: 'clock-decided', outcome, decidedAt: after(decidedAt) });
    expect(types(reply(evolveAll(assigned, facts), 'ada', undefined, after(5)))).toEqual(['replied']);
  });

  it('is breached by the deadline, and by nothing before it', () => {
    expect(firstResponseDue(assigned, after(3.9))).toEqual([]);
    expect(firstResponseDue(assigned, after(4.01))).toMatchObject([{ outcome: 'breached', decidedAt: after(4) }]);
  });

  it('is left alone by a timer that comes after the reply', () => {
    const replied = evolveAll(assigned, reply(assigned, 'ada', undefined, after(1)));
    expect(firstResponseDue(replied, after(4))).toEqual([]);
  });

  it.each([
    [2, 'cancelled'],
    [5, 'breached'],
  ])('ends with a close after %d h: %s', (hours, outcome) => {
    const facts = closeCase(assigned, {}, after(hours));
    expect(facts).toMatchObject([{ type: 'clock-decided', outcome }, { type: 'closed' }]);
  });
});

describe('a reply', () => {
  it('says how long the customer had waited, once', () => {
    const [first] = reply(assigned, 'ada', undefined, after(2));
    expect(first).toMatchObject({ type: 'replied', waitedSeconds: 7200 });
    const [second] = reply(
      evolveAll(assigned, reply(assigned, 'ada', undefined, after(2))),
      'ada',
      undefined,
      after(3),
    );
    expect(second).toMatchObject({ waitedSeconds: 0 });
  });
});

describe('ending', () => {
  it('changes nothing the second time', () => {
    const resolved = evolveAll(assigned, resolveCase(assigned, { agentId: 'ada' }, after(2)));
    expect(resolveCase(resolved, { agentId: 'ada' }, after(3))).toEqual([]);
    const closed = evolveAll(resolved, closeCase(resolved, {}, after(3)));
    expect(closed).toMatchObject({ status: 'closed', agentId: 'ada', resolvedAt: after(2), closedAt: after(3) });
    expect(closeCase(closed, {}, after(4))).toEqual([]);
  });

  it('takes a case that nobody has out of its queue, unanswered', () => {
    expect(resolveCase(opened, {}, after(2))).toMatchObject([
      { type: 'queue-left', reason: 'withdrawn', waitedSeconds: 7200 },
      { type: 'resolved' },
    ]);
    expect(types(resolveCase(assigned, {}, after(2)))).toEqual(['resolved']);
  });
});
