import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  CaseDelayExplained,
  CasePromiseBroken,
  CasePromiseKept,
  CasePromiseLate,
  CasePromiseMade,
  CasePromiseWarned,
  CasePromiseWithdrawn,
  CaseSlaPaused,
  CaseSlaResumed,
  CaseWaitingOnChanged,
  uuidV8,
} from '#libs/contracts';
import { Units, type Unit } from '#libs/messaging';
import { memoryUnit } from '#libs/messaging/testing';
import type { SupportCase } from '../domain/support-case.js';
import { openTimes } from '../domain/time/case-times.js';
import { knownHours } from '../domain/time/known-hours.js';
import type { SlaPolicy } from '../domain/time/sla-policy.js';
import { defaultRules } from '../policy/default-rules.js';
import { CarryOverClocks } from './carry-over-clocks.js';
import { ChangeCase } from './change-case.js';
import { EndCase } from './end-case.js';
import type { FindCase } from './find-case.js';
import { PromiseCustomer } from './promise-customer.js';
import type { RoutingPolicy } from './routing-policy.js';
import type { RoutingStores } from './routing-unit.js';
import { TellDueCase } from './tell-due-case.js';
import { WaitForCustomer } from './wait-for-customer.js';

const hour = 3_600_000;
const start = new Date('2026-03-02T08:00:00.000Z');
const at = (hours: number): Date => new Date(start.getTime() + hours * hour);
const id = (name: string): string => uuidV8('test', name);
const caseId = id('case');

const resolution = (targetHours: number): SlaPolicy => ({
  ...{ policyId: 'standard', version: String(targetHours), when: {} },
  targets: [
    {
      ...{ metric: 'resolution', targetMs: targetHours * hour, inBusinessTime: false, warnAt: [0.75] },
      pauseOn: ['waiting-on-customer'],
    },
  ],
});
const policyOf = (targetHours: number): RoutingPolicy => ({
  time: { ...defaultRules(hour), policies: [resolution(targetHours)] },
  hours: knownHours([]),
  cases: { queueId: 'default', reopenWindowMs: 0 },
  engine: { offerTimeoutMs: 120_000, exclusionMs: 300_000 },
});
const assigned: SupportCase = {
  ...{ caseId, version: 6, reference: 'TR-Q7KV-AD45', customerId: id('customer'), interactionId: id('contact') },
  ...{ issueKey: 'delivery', status: 'open', cycle: 1, channel: 'email', channelAccount: 'help@example.org' },
  ...{ queueId: 'default', kind: 'complaint', needs: [], urgency: 3, isFirstContact: true, anonymous: false },
  ...{ automatic: false, openedAt: start, agentId: 'ada', agentIds: ['ada'], leg: 1, replyTo: id('contact') },
  times: openTimes(
    [
      {
        ...{ metric: 'resolution', policyVersion: 'standard@40', targetMs: 40 * hour, warnAt: [0.75] },
        pauseOn: ['waiting-on-customer'],
      },
    ],
    { id: id('contact'), at: start.getTime(), awaits: 'answer' },
  ),
};

const newUnit = (now: Date) =>
  memoryUnit<RoutingStores>(
    {
      ...{ cases: 'caseId', issues: 'issueId', references: 'reference', addresses: 'interactionId' },
      ...{
        replies: 'messageId',
        customers: 'customerId',
        newAddresses: 'append',
        commands: 'append',
        stories: 'append',
      },
      ...{ erasures: 'append', storedEvents: 'append' },
    },
    { now },
  );
type TestUnit = ReturnType<typeof newUnit>;

/** A desk whose clock is moved by hand; each command has a unit of its own on the case as the last one left it. */
class Desk extends Units<RoutingStores> {
  readonly units: TestUnit[] = [];
  private found = assigned;
  private now = start;
  private readonly policy = policyOf(40);
  private readonly changes = new ChangeCase({ run: async () => this.found } as unknown as FindCase, this, this.policy);
  readonly promises = new PromiseCustomer(this.changes, this.policy);
  readonly waiting = new WaitForCustomer(this.changes);
  readonly ending = new EndCase(this.changes, this.policy);
  readonly carryOver = (targetHours: number) => new CarryOverClocks(this.changes, policyOf(targetHours));

  at(hours: number): this {
    this.now = at(hours);
    return this;
  }

  async timer(hours: number): Promise<void> {
    const timer = { kind: 'case-due', ref: caseId, dueAt: at(hours) };
    await this.at(hours).run('timer', {}, (unit) => new TellDueCase(this.policy).run(timer, unit));
  }

  async run<R>(_name: string, _loads: object, work: (unit: Unit<RoutingStores>) => Promise<R>): Promise<R> {
    const unit = newUnit(this.now);
    unit.cases.put(this.found);
    const result = await work(unit);
    this.found = (await unit.cases.get(caseId)) ?? this.found;
    this.units.push(unit);
    return result;
  }

  get told(): string[] {
    return this.units.flatMap(({ published }) => published.map(({ eventClass }) => eventClass.name));
  }

  get nextTimer(): Date | undefined {
    return this.units.flatMap(({ timers }) => timers).at(-1)?.dueAt;
  }

  eventsOf: TestUnit['eventsOf'] = (eventClass) => this.units.flatMap((unit) => [...unit.eventsOf(eventClass)]);
}

const refund = { promiseId: id('refund'), kind: 'action' as const, what: 'the refund by tomorrow', dueAt: at(20) };

describe('a promise by an agent', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });

  it('is told, owned by who has the case, and watched by the timer of the case', async () => {
    expect(await desk.promises.make(caseId, refund)).toMatchObject({ state: 'open', owner: 'ada' });
    expect(desk.eventsOf(CasePromiseMade)).toMatchObject([{ what: refund.what, owner: 'ada', kind: 'action' }]);
    expect(desk.nextTimer).toEqual(at(19));
    await desk.promises.make(caseId, refund);
    expect(desk.eventsOf(CasePromiseMade)).toHaveLength(1);
    await expect(desk.promises.make(caseId, { ...refund, what: 'another' })).rejects.toMatchObject({
      code: 'promise-id-taken',
    });
  });

  it('cannot be due already', async () => {
    await expect(desk.at(21).promises.make(caseId, refund)).rejects.toMatchObject({ code: 'not-in-future' });
  });

  it('is warned of, explained, and renegotiated; the old one still counts', async () => {
    await desk.promises.make(caseId, refund);
    await desk.timer(19);
    expect(desk.eventsOf(CasePromiseWarned)).toMatchObject([{ promiseId: refund.promiseId, remainingSeconds: 3600 }]);
    const delay = { reason: 'the bank is closed', newDueAt: at(48), newPromiseId: id('new'), answer: 'accepted' };
    const renewed = await desk.at(19.5).promises.explain(caseId, refund.promiseId, delay);
    expect(renewed).toMatchObject({ replaces: refund.promiseId, what: refund.what, state: 'open', owner: 'ada' });
    expect(await desk.promises.explain(caseId, refund.promiseId, delay)).toEqual(renewed);
    expect(desk.eventsOf(CaseDelayExplained)).toMatchObject([
      { reason: delay.reason, promiseId: refund.promiseId, newPromiseId: id('new'), answer: 'accepted' },
    ]);
    await desk.at(40).promises.keep(caseId, id('new'));
    await desk.at(40).promises.keep(caseId, refund.promiseId);
    expect(desk.eventsOf(CasePromiseKept)).toMatchObject([{ promiseId: id('new') }]);
    expect(desk.eventsOf(CasePromiseLate)).toMatchObject([{ promiseId: refund.promiseId, lateSeconds: 72_000 }]);
  });

  it('is broken when nothing is done, at the time at which it no longer helped', async () => {
    await desk.promises.make(caseId, refund);
    for (const hours of [19, 30, 44.1]) await desk.timer(hours);
    expect(desk.eventsOf(CasePromiseBroken)).toMatchObject([{ decidedAt: at(44).toISOString() }]);
    await expect(desk.at(45).promises.keep(caseId, refund.promiseId)).rejects.toMatchObject({ code: 'promise-ended' });
  });

  it('can be taken back before it is due, with a reason, and not after it', async () => {
    await desk.promises.make(caseId, refund);
    await expect(desk.at(21).promises.withdraw(caseId, refund.promiseId, 'late')).rejects.toMatchObject({
      code: 'promise-due',
    });
    await desk.at(2).promises.withdraw(caseId, refund.promiseId, 'not needed');
    await desk.at(3).promises.withdraw(caseId, refund.promiseId, 'not needed');
    expect(desk.eventsOf(CasePromiseWithdrawn)).toMatchObject([{ reason: 'not needed' }]);
  });

  it('of the solution is kept by the resolution', async () => {
    await desk.promises.make(caseId, { ...refund, kind: 'resolution' });
    await desk.at(5).ending.resolve(caseId, {});
    expect(desk.eventsOf(CasePromiseKept)).toMatchObject([{ decidedAt: at(5).toISOString() }]);
  });

  it('is known by its id only in its case', async () => {
    await expect(desk.promises.keep(caseId, id('nothing'))).rejects.toMatchObject({ code: 'unknown-promise' });
  });
});

describe('the clocks of a case', () => {
  it('stand still while the customer has to act, and are not put off for ever', async () => {
    const desk = new Desk();
    await desk.at(10).waiting.run(caseId, { on: 'customer', reason: 'asked for the invoice' });
    await desk.at(12).waiting.run(caseId, { on: 'customer' });
    await desk.at(30).waiting.run(caseId, { on: 'agent' });
    expect(desk.eventsOf(CaseWaitingOnChanged)).toMatchObject([{ on: 'customer' }, { on: 'agent' }]);
    expect(desk.eventsOf(CaseSlaPaused)).toMatchObject([
      { remainingSeconds: 30 * 3600, reason: 'waiting-on-customer' },
    ]);
    expect(desk.eventsOf(CaseSlaResumed)).toMatchObject([{ dueAt: at(60).toISOString() }]);
    expect(desk.nextTimer).toEqual(at(50));
    await desk.timer(50);
    await desk.timer(60);
    expect(desk.told.slice(-2)).toEqual(['CaseSlaWarned', 'CaseSlaDecided']);
  });

  it('go by a newer policy only on command, with what has elapsed', async () => {
    const desk = new Desk();
    await desk.at(10).carryOver(20).run(caseId, 'a new contract');
    await desk.at(11).carryOver(20).run(caseId);
    expect(desk.told).toEqual(['CaseSlaCarriedOver', 'CaseSlaStarted']);
    expect(desk.nextTimer).toEqual(at(15));
    await desk.at(12).ending.close(caseId, {});
    await expect(desk.carryOver(30).run(caseId)).rejects.toMatchObject({ code: 'case-ended' });
  });
});
