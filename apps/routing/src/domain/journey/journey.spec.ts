import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseFact } from '../case-facts.js';
import { addContact, closeCase, reply, resolveCase } from '../decide-case.js';
import { evolveAll } from '../evolve-case.js';
import type { SupportCase } from '../support-case.js';
import { caseClocks } from '../time/case-clocks.js';
import { openTimes } from '../time/case-times.js';
import { alwaysOpen } from '../time/working-time.js';
import { agreementMistake, orderedAgreement, type Agreement, type AgreementMistake } from './agreement.js';
import { journeySteps, stepsTaken } from './case-journey.js';
import {
  agree,
  confirmNeeds,
  inviteBack,
  lacksConfirmation,
  restate,
  thank,
  verify,
  type JourneyDecision,
} from './decide-journey.js';
import { dueReview, resume, shelve, type ShelvingRefusal } from './shelving.js';

const start = Date.parse('2026-03-02T08:00:00.000Z');
const after = (minutes: number): Date => new Date(start + minutes * 60_000);
const terms = [
  { metric: 'resolution', policyVersion: 'x@1', targetMs: 3_600_000, warnAt: [], pauseOn: ['shelved'] },
] as const;
const open: SupportCase = {
  ...{ caseId: 'case', version: 3, reference: 'TR-Q7KV-AD45', customerId: 'mara', interactionId: 'first' },
  ...{ issueKey: 'lamp', status: 'open', cycle: 1, channel: 'email', channelAccount: 'help@example.org' },
  ...{ kind: 'complaint', needs: [], urgency: 3, isFirstContact: true, anonymous: false, automatic: false },
  ...{ openedAt: new Date(start), agentIds: ['ada'], agentId: 'ada', leg: 1, itemId: 'item', queueId: 'default' },
  ...{ replyTo: 'first', waitingSince: new Date(start) },
  times: openTimes(terms, { id: 'first', at: start, awaits: 'answer' }),
};
const resolved = evolveAll(open, resolveCase(open, {}, after(5)));
const verified = evolveAll(resolved, facts(verify(resolved, { helped: true, confirmedBy: 'customer' }, after(6))));
const thanked = evolveAll(verified, facts(thank(verified, {}, after(7))));
const restated = evolveAll(open, facts(restate(open, { restatement: 'no shade' }, after(1))));

const away: CaseFact = { type: 'unassigned', at: after(2), actor: 'agent', agentId: 'ada', reason: 'end of shift' };

function facts(decision: JourneyDecision | ShelvingRefusal | AgreementMistake): readonly CaseFact[] {
  if (!Array.isArray(decision)) throw new Error(JSON.stringify(decision));
  return decision as readonly CaseFact[];
}
const types = (decision: JourneyDecision | ShelvingRefusal | AgreementMistake): unknown =>
  Array.isArray(decision) ? decision.map(({ type }: CaseFact) => type) : decision;

describe('the steps of a case', () => {
  const closed = evolveAll(resolved, closeCase(resolved, {}, after(9)));
  const helped = { helped: true, confirmedBy: 'customer' } as const;
  it.each<[string, JourneyDecision, unknown]>([
    ['restated', restate(open, { restatement: 'no shade' }, after(1)), ['restated']],
    ['restated in the same words', restate(restated, { restatement: 'no shade' }, after(2)), []],
    ['restated after the end', restate(resolved, { restatement: 'no shade' }, after(6)), 'not-open'],
    [
      'restated and confirmed at once',
      restate(open, { restatement: 'no shade', confirmedBy: 'agent' }, after(1)),
      ['restated', 'needs-confirmed'],
    ],
    ['confirmed before it was restated', confirmNeeds(open, { confirmedBy: 'agent' }, after(1)), 'not-restated'],
    ['confirmed', confirmNeeds(restated, { confirmedBy: 'customer' }, after(2)), ['needs-confirmed']],
    ['verified while it is open', verify(open, helped, after(1)), 'not-resolved'],
    ['verified', verify(resolved, helped, after(6)), ['verified']],
    ['verified again', verify(verified, helped, after(7)), []],
    ['verified otherwise', verify(verified, { ...helped, helped: false }, after(7)), 'already-verified'],
    ['thanked too early', thank(resolved, {}, after(6)), 'not-verified'],
    ['thanked', thank(verified, {}, after(7)), ['thanked']],
    ['thanked again', thank(thanked, {}, after(8)), []],
    ['invited back too early', inviteBack(verified, {}, after(7)), 'not-thanked'],
    ['invited back', inviteBack(thanked, {}, after(8)), ['invited-back']],
    ['thanked when it is closed', thank(closed, {}, after(10)), 'not-resolved'],
  ])('%s', (_, decision, expected) => {
    expect(types(decision)).toEqual(expected);
  });

  it('asks again when it is put in other words, and keeps the customer’s word before the agent’s', () => {
    const byAgent = evolveAll(restated, facts(confirmNeeds(restated, { confirmedBy: 'agent' }, after(2))));
    const byCustomer = evolveAll(byAgent, facts(confirmNeeds(byAgent, { confirmedBy: 'customer' }, after(3))));
    expect(byCustomer.journey?.needs).toMatchObject({ restatement: 'no shade', confirmedBy: 'customer' });
    expect(confirmNeeds(byCustomer, { confirmedBy: 'agent' }, after(4))).toEqual([]);
    const other = evolveAll(byCustomer, facts(restate(byCustomer, { restatement: 'no bulb' }, after(5))));
    expect(other.journey?.needs).not.toHaveProperty('confirmedBy');
    expect(lacksConfirmation(other, { beforeResolution: 'refuse' })).toBe(true);
    expect(lacksConfirmation(byAgent, { beforeResolution: 'refuse' })).toBe(false);
    expect(lacksConfirmation(byAgent, { beforeResolution: 'refuse', by: 'customer' })).toBe(true);
    expect(lacksConfirmation(open, { beforeResolution: 'refuse', kinds: ['claim'] })).toBe(false);
    expect(lacksConfirmation(open, { beforeResolution: 'off' })).toBe(false);
  });

  it('greets once in a cycle, with the first word of ours', () => {
    const first = evolveAll(open, reply(open, { agentId: 'ada' }, after(2)));
    expect(first.journey?.greeted).toEqual({ at: after(2).getTime(), way: 'reply' });
    expect(types(reply(first, { agentId: 'ada' }, after(3)))).toEqual(['replied']);
  });

  it('are never taken out of order, whatever is asked, and each is taken once', () => {
    const commands: readonly ((found: SupportCase, now: Date) => JourneyDecision)[] = [
      (found, now) => restate(found, { restatement: 'no shade', confirmedBy: 'customer' }, now),
      (found, now) => verify(found, helped, now),
      (found, now) => thank(found, {}, now),
      (found, now) => inviteBack(found, {}, now),
      (found, now) => resolveCase(found, {}, now),
      (found, now) => reply(found, {}, now),
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(commands.length - 1), { maxLength: 30 }), (asked) => {
        let found = open;
        const told: string[] = [];
        asked.forEach((index, minute) => {
          const decision = commands[index]?.(found, after(minute)) ?? [];
          if (typeof decision === 'string') return;
          told.push(...decision.map(({ type }) => type).filter((type) => type !== 'replied' && type !== 'restated'));
          found = evolveAll(found, decision);
        });
        expect(new Set(told).size).toBe(told.length);
        const late = ['resolved', 'verified', 'thanked', 'invited-back'];
        const order = told.filter((type) => late.includes(type));
        expect(order).toEqual(late.slice(0, order.length));
        expect(stepsTaken(found).map(({ step }) => step)).toEqual(journeySteps);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('an agreement', () => {
  const agreement: Agreement = {
    options: [
      { what: 'a new shade', chosen: true },
      { what: 'the money back', chosen: false },
    ],
    expectations: [
      { rank: 2, what: 'white', expectationSource: 'promise' },
      { rank: 1, what: 'by Friday', expectationSource: 'personal-need' },
    ],
    lowered: [{ rank: 2, to: 'ivory', reason: 'white is sold out' }],
    agreement: 'An ivory shade, there on Thursday.',
  };

  it('counts its revisions, and said again in another order it is the same', () => {
    const once = evolveAll(open, facts(agree(open, agreement, after(1))));
    expect(once.journey?.agreed).toMatchObject({ revision: 1, agreement: orderedAgreement(agreement) });
    const turned = { ...agreement, expectations: [...agreement.expectations].reverse() };
    expect(agree(once, turned, after(2))).toEqual([]);
    const twice = evolveAll(once, facts(agree(once, { ...agreement, agreement: 'The money back.' }, after(2))));
    expect(twice.journey?.agreed?.revision).toBe(2);
    expect(agree(resolved, agreement, after(6))).toBe('not-open');
  });

  it.each<[string, Partial<Agreement>, string]>([
    ['a rank twice', { expectations: [...agreement.expectations, ...agreement.expectations] }, 'expectations'],
    ['a gap', { expectations: agreement.expectations.slice(0, 1), lowered: [] }, 'expectations'],
    ['something lowered that nobody expected', { lowered: [{ rank: 3, reason: 'no' }] }, 'lowered'],
    ['the same lowered twice', { lowered: [...agreement.lowered, ...agreement.lowered] }, 'lowered'],
    ['two choices', { options: agreement.options.map(({ what }) => ({ what, chosen: true })) }, 'options'],
  ])('is refused with %s', (_, change, field) => {
    expect(agreementMistake({ ...agreement, ...change })).toMatchObject({ field });
  });
});

describe('a shelved case', () => {
  const rule = { longestMs: 86_400_000, times: 2 };
  const ask = (found: SupportCase, minutes: number, at: number) =>
    shelve(found, { reviewAt: after(minutes), reason: 'parts come' }, `item-${String(at)}`, rule, after(at));
  const shelved = evolveAll(open, facts(ask(open, 60, 10)));

  it.each<[string, unknown, unknown]>([
    ['until a date', types(ask(open, 60, 10)), ['shelved']],
    ['in a queue, leaves it', types(ask(evolveAll(open, [away]), 60, 10)), ['queue-left', 'shelved']],
    ['in the past', ask(open, 10, 10), 'not-in-future'],
    ['for too long', ask(open, 24 * 60 + 11, 10), 'too-far'],
    ['again until the same date', ask(shelved, 60, 11), []],
    ['until another date', ask(shelved, 61, 11), 'already-shelved'],
    ['after the end', ask(resolved, 60, 11), 'not-open'],
  ])('%s', (_, given, expected) => {
    expect(given).toEqual(expected);
  });

  it('keeps its owner, is in no queue, and its clocks stand still until it is taken up again', () => {
    expect(shelved).toMatchObject({ agentId: 'ada', status: 'open' });
    expect(shelved).not.toHaveProperty('itemId');
    const clock = (found: SupportCase, at: number) =>
      caseClocks(found.times?.ledger ?? [], terms, () => alwaysOpen, after(at).getTime())[0]?.view;
    expect(clock(shelved, 300)).toMatchObject({ state: 'paused', elapsedMs: 600_000 });
    expect(dueReview(shelved, after(59))).toEqual([]);
    const woken = evolveAll(shelved, dueReview(shelved, after(60)));
    expect(woken).toMatchObject({ agentId: 'ada', itemId: 'item-10' });
    expect(woken.journey).not.toHaveProperty('shelf');
    expect(clock(woken, 60)).toMatchObject({ state: 'running', dueAt: after(110).getTime() });
    expect(dueReview(woken, after(61))).toEqual([]);
  });

  it('wakes with the word of the customer, but not with that of a machine', () => {
    const contact = {
      ...{ interactionId: 'next', customerId: 'mara', direction: 'inbound', channel: 'email', kind: 'inquiry' },
      ...{ occurredAt: after(20), receivedAt: after(20) },
    };
    expect(types(addContact(shelved, contact, after(20)))).toEqual(['interaction-added', 'resumed', 'queued']);
    expect(types(addContact(shelved, { ...contact, automatic: 'out-of-office' }, after(20)))).toEqual([
      'interaction-added',
    ]);
  });

  it('can be shelved only so often in a cycle', () => {
    const back = (found: SupportCase, at: number) => evolveAll(found, resume(found, { reason: 'agent' }, after(at)));
    const twice = back(evolveAll(back(shelved, 20), facts(ask(back(shelved, 20), 60, 21))), 22);
    expect(ask(twice, 60, 23)).toBe('shelved-too-often');
  });
});
