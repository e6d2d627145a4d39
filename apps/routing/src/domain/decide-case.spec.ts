import { describe, expect, it } from '@jest/globals';
import {
  addContact,
  closeCase,
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
import { newsOf, nextNewsOf } from './case-news.js';
import type { ClockTerms } from './time/sla-terms.js';
import { alwaysOpen } from './time/working-time.js';

const hour = 3_600_000;
const policy: CasePolicy = { queueId: 'default', reopenWindowMs: 7 * 24 * hour };
const start = new Date('2026-03-02T08:00:00.000Z');
const after = (hours: number): Date => new Date(start.getTime() + hours * hour);

const contact: Contact = {
  interactionId: 'interaction-1',
  customerId: 'customer-1',
  direction: 'inbound',
  channel: 'email',
  kind: 'complaint',
  occurredAt: start,
  receivedAt: start,
};

const terms: readonly ClockTerms[] = [
  { ...{ metric: 'first-response', policyVersion: 'standard@1', targetMs: 4 * hour, warnAt: [], pauseOn: [] } },
];
const first = { itemId: 'item-1', terms };
/** What is told of the clocks at a time, as in a use case. */
const toldAt = (found: SupportCase, hours: number) => newsOf(found, () => alwaysOpen, after(hours));

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

const opening = evolveAll(blank, openCase(contact, first, start, policy));
const opened = evolveAll(opening, toldAt(opening, 0));
const assigned = evolveAll(opened, [
  { type: 'assigned', at: after(1), actor: 'system', agentId: 'ada', waitedSeconds: 3600 },
]);
const types = (facts: readonly { type: string }[]): string[] => facts.map(({ type }) => type);

describe('opening', () => {
  it('starts the first-response clock and queues', () => {
    const facts = openCase(contact, first, start, policy);
    expect(types(facts)).toEqual(['opened', 'queued']);
    expect(toldAt(opening, 0)).toMatchObject([{ type: 'clock-told', clock: { news: 'started' } }]);
    expect(opened).toMatchObject({
      ...{ version: 3, queueId: 'default', itemId: 'item-1' },
      times: { told: [{ metric: 'first-response', state: 'running', dueAt: after(4).getTime() }] },
    });
    expect(nextNewsOf(opened, () => alwaysOpen, start)).toBe(after(4).getTime());
  });

  it('belongs to who handled it outside, and is then never queued', () => {
    const facts = openCase({ ...contact, handledBy: { agentId: 'bea', teamId: 'north' } }, first, start, policy);
    expect(types(facts)).toEqual(['opened', 'assigned', 'greeted']);
    const found = evolveAll(blank, facts);
    expect(found).toMatchObject({ agentId: 'bea', teamId: 'north', agentIds: ['bea'], leg: 1 });
    expect(found).not.toHaveProperty('itemId');
    expect(toldAt(found, 0)).toEqual([]);
  });

  it('has no clock when we made the contact', () => {
    const facts = openCase({ ...contact, direction: 'outbound' }, first, start, policy);
    expect(types(facts)).toEqual(['opened', 'queued']);
    expect(toldAt(evolveAll(blank, facts), 0)).toEqual([]);
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
    const found = evolveAll(opened, addContact(opened, { ...contact, interactionId: 'interaction-2' }, after(1)));
    expect(found).toMatchObject({ replyTo: 'interaction-2', waitingSince: start });
  });

  it.each<[string, Partial<Contact>, object]>([
    ['one by e-mail', {}, { replyTo: 'interaction-2', ownReplyTo: 'interaction-2' }],
    ['one of another customer', { customerId: 'customer-2' }, { replyTo: 'interaction-2' }],
    ['a call', { channel: 'phone' }, { replyTo: 'interaction-1' }],
    ['one over the counter', { channel: 'in-person' }, { replyTo: 'interaction-1' }],
    ['a card in the box', { channel: 'suggestion-box' }, { replyTo: 'interaction-1' }],
    ['one of ours', { direction: 'outbound' }, { replyTo: 'interaction-1' }],
    ['one of a machine', { automatic: 'auto-generated' }, { replyTo: 'interaction-1' }],
  ])('is answered by the next reply where it can be written to: %s', (_, more, expected) => {
    const second = { ...contact, interactionId: 'interaction-2', ...more };
    const resolved = evolveAll(opened, resolveCase(opened, {}, after(1)));
    const added = evolveAll(opened, addContact(opened, second, after(1)));
    const pointers = ({ replyTo, ownReplyTo }: SupportCase) => ({ replyTo, ...(ownReplyTo && { ownReplyTo }) });
    expect(pointers(added)).toEqual(expected);
    if (second.direction === 'outbound' || second.automatic) return;
    const again = reopenCase(second, 'contact-after-resolution', { itemId: 'item-2', terms }, after(2), policy);
    expect(pointers(evolveAll(resolved, again))).toEqual(expected);
  });

  it('begins a cycle in which nothing of the one before is left', () => {
    const again = { ...contact, interactionId: 'interaction-2', receivedAt: after(30) };
    const found = evolveAll(
      closed,
      reopenCase(again, 'contact-after-close', { itemId: 'item-2', terms }, after(30), policy),
    );
    expect(found).toMatchObject({
      status: 'open',
      cycle: 2,
      itemId: 'item-2',
      agentIds: [],
      leg: 0,
      times: { ledger: [{ type: 'opened', id: 'interaction-2', at: after(30).getTime() }], told: [] },
    });
    for (const gone of ['agentId', 'closedAt', 'resolvedAt', 'firstRepliedAt']) expect(found).not.toHaveProperty(gone);
  });
});

describe('the first-response clock', () => {
  const decisionAt = (found: SupportCase, hours: number) =>
    toldAt(found, hours).map((fact) => (fact.type === 'clock-told' ? fact.clock.told : undefined));

  it.each([
    [3.9, 'met', 3.9],
    [4, 'met', 4],
    [4.1, 'breached', 4],
  ])('a reply after %d h decides %s, at the time of the deciding fact', (hours, state, decidedAt) => {
    const found = evolveAll(assigned, reply(assigned, { agentId: 'ada' }, after(hours)));
    expect(decisionAt(found, hours)).toMatchObject([{ state, decidedAt: after(decidedAt).getTime() }]);
    const told = evolveAll(found, toldAt(found, hours));
    const again = evolveAll(told, reply(told, { agentId: 'ada' }, after(5)));
    expect(toldAt(again, 5)).toEqual([]);
  });

  it('is breached by the deadline, and by nothing before it', () => {
    expect(decisionAt(assigned, 3.9)).toEqual([]);
    expect(decisionAt(assigned, 4.01)).toMatchObject([{ state: 'breached', decidedAt: after(4).getTime() }]);
  });

  it.each([
    [2, 'cancelled'],
    [5, 'breached'],
  ])('ends with a close after %d h: %s', (hours, state) => {
    const found = evolveAll(assigned, closeCase(assigned, {}, after(hours)));
    expect(decisionAt(found, hours)).toMatchObject([{ state }]);
  });
});

describe('whose move it is', () => {
  it('is the customer’s when an agent says so, and ours again with their word', () => {
    const facts = reply(assigned, { agentId: 'ada', waitingOn: 'customer' }, after(1));
    expect(types(facts)).toEqual(['replied', 'waiting-on-changed', 'greeted']);
    const waiting = evolveAll(assigned, facts);
    expect(waiting).toMatchObject({ waitingOn: 'customer' });
    const answered = addContact(waiting, { ...contact, interactionId: 'interaction-2' }, after(2));
    expect(answered[1]).toMatchObject({ type: 'waiting-on-changed', on: 'agent', actor: 'customer' });
    const note = { ...contact, interactionId: 'interaction-3', automatic: 'out-of-office' };
    expect(types(addContact(waiting, note, after(2)))).toEqual(['interaction-added']);
  });
});

describe('a reply', () => {
  it('says how long the customer had waited, once', () => {
    const [first] = reply(assigned, { agentId: 'ada' }, after(2));
    expect(first).toMatchObject({ type: 'replied', waitedSeconds: 7200 });
    const [second] = reply(
      evolveAll(
        assigned,
        [first].filter((fact) => fact !== undefined),
      ),
      { agentId: 'ada' },
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
