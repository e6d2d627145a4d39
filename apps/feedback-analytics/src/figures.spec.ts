import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CaseClosed,
  CaseGreeted,
  CaseInteractionAdded,
  CaseOpened,
  CasePromiseKept,
  CasePromiseLate,
  CaseQueueLeft,
  CaseReopened,
  CaseReplied,
  CaseSlaCorrected,
  CaseSlaDecided,
  CaseThanked,
  CaseTransferred,
  CustomerChanged,
  eventOptions,
  SignalRaised,
  SignalWithdrawn,
  uuidV8,
  type CloudEvent,
  type EventClass,
} from '#libs/contracts';
import { ReportCalendar } from './application/report-calendar.js';
import { FrozenContexts } from './application/frozen-contexts.js';
import { analyticsUnit } from './memory-analytics.suite.js';
import { consumersOf } from './consumers.js';
import { sumNames, type Measure, type Sums } from './domain/facts/contribution.js';

const start = Date.parse('2026-03-02T09:00:00.000Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const ids = (name: string) => uuidV8('figures.spec', name);
let serial = 0;

function eventOf<T extends object>(eventClass: EventClass<T>, data: T, at: number): CloudEvent<T> {
  const { type, subject } = eventOptions(eventClass);
  serial += 1;
  const envelope = { specversion: '1.0', id: `e${serial}`, source: '/thirdring/routing', type } as const;
  const named = String((data as Readonly<Record<string, unknown>>)[subject]);
  return { ...envelope, time: new Date(at).toISOString(), subject: named, datacontenttype: 'application/json', data };
}

/** A service in memory: what its roll-ups hold of a measure, of the cuboid that has nothing but channel and queue. */
function service(now = start + 8 * 60 * minute) {
  const unit = analyticsUnit(new Date(now));
  const { table, moments, journey } = consumersOf(new ReportCalendar('Europe/Bucharest'), new FrozenContexts());
  const sumsOf = (measure: Measure, variant?: string): Partial<Sums> & { late: number } => {
    const rows = unit.rows('sums').filter((row) => row['cuboid'] === 'queue-day' && row['measure'] === measure);
    const chosen = rows.filter((row) => variant === undefined || row['variant'] === variant);
    const sum = (name: string) => chosen.reduce((total, row) => total + Number(row[name] ?? 0), 0);
    const found = sumNames.map((name) => [name, sum(name)] as const).filter(([, value]) => value !== 0);
    return { ...(Object.fromEntries(found) as Partial<Sums>), late: sum('late') };
  };
  return { unit, table, moments, journey, sumsOf };
}

const about = (name: string) => ({
  ...({
    caseId: ids(`case ${name}`),
    customerId: ids('customer'),
    cycle: 1,
    channel: 'chat',
    queueId: 'general',
  } as const),
  ...({ teamId: 'front', actorType: 'agent' } as const),
});
const summary = (name: string) => ({
  ...about(name),
  ...({
    reference: `TR-${name}`,
    interactionId: ids(`contact ${name}`),
    channelAccount: 'chat',
    kind: 'inquiry',
  } as const),
  ...{ needs: [] as [], issueKey: 'delivery/parcel', anonymous: false, automatic: false, language: 'en' },
});
const opened = (name: string, at: number, more: Partial<CaseOpened> = {}) =>
  eventOf(
    CaseOpened,
    {
      ...summary(name),
      ...{ openedBy: 'interaction', direction: 'inbound', urgency: 3, requiredSkills: [] },
      occurredAt: new Date(at).toISOString(),
      ...more,
    },
    at,
  );
const closed = (name: string, at: number) =>
  eventOf(CaseClosed, { ...summary(name), agentIds: [], reason: 'done' }, at);
const replied = (name: string, at: number, waitedSeconds: number) =>
  eventOf(CaseReplied, { ...about(name), agentId: 'ann', first: true, public: true, waitedSeconds }, at);
const left = (name: string, at: number, reason: CaseQueueLeft['reason'], waitedSeconds: number) =>
  eventOf(CaseQueueLeft, { ...about(name), reason, waitedSeconds }, at);

describe('the figures of a case', () => {
  it('count what happened where and when it happened', async () => {
    const { table, moments, unit, sumsOf } = service();
    await table.onCaseOpened(opened('a', start), unit);
    await moments.onCaseQueueLeft(left('a', start + 15_000, 'answered', 15), unit);
    await moments.onCaseTransferred(
      eventOf(
        CaseTransferred,
        { ...about('a'), mode: 'warm', from: 'ann', to: 'bob', reason: 'r', leg: 2 },
        start + minute,
      ),
      unit,
    );
    await table.onCaseReplied(replied('a', start + 2 * minute, 120), unit);
    await table.onCaseClosed(closed('a', start + 10 * minute), unit);
    expect(sumsOf('case')).toEqual({ n: 1, part: 1, late: 0 });
    expect(sumsOf('queue')).toEqual({ n: 1, part: 1, total: 150, squares: 22_500, late: 0 });
    expect(sumsOf('first-response', 'raw')).toEqual({ n: 1, late: 0 });
    expect(sumsOf('resolution', 'full')).toEqual({ n: 1, late: 0 });
    expect(sumsOf('closed')).toMatchObject({ n: 1, part2: 1 });
    expect(unit.rows('slices')).toContainEqual(expect.objectContaining({ cuboid: 'people-day', agent: 'ann' }));
  });

  it('count the steps of a journey', async () => {
    const { table, journey, unit, sumsOf } = service();
    await table.onCaseOpened(opened('a', start), unit);
    const greeted = { ...about('a'), way: 'acknowledgement', waitedSeconds: 5 } as const;
    await journey.onCaseGreeted(eventOf(CaseGreeted, greeted, start + 5_000), unit);
    await journey.onCaseThanked(eventOf(CaseThanked, about('a'), start + 9 * minute), unit);
    await table.onCaseClosed(closed('a', start + 10 * minute), unit);
    expect(sumsOf('closed')).toMatchObject({ n: 1, part: 2 });
  });

  it('are taken back when the case is opened again, and say so when the day had settled', async () => {
    const { table, unit, sumsOf } = service(start + 30 * day);
    await table.onCaseOpened(opened('a', start), unit);
    await table.onCaseClosed(closed('a', start + minute), unit);
    expect(sumsOf('closed')).toMatchObject({ n: 1 });
    await table.onCaseReopened(eventOf(CaseReopened, { ...about('a'), cycle: 2 }, start + day), unit);
    expect(sumsOf('closed')).toEqual({ late: 2 });
  });

  it('hold the last word on a target and on a promise', async () => {
    const { table, moments, unit, sumsOf } = service();
    const due = { dueAt: new Date(start).toISOString(), decidedAt: new Date(start).toISOString() };
    const target = { ...about('a'), metric: 'first-response', policyVersion: '1', ...due } as const;
    const promise = { ...about('a'), promiseId: ids('p'), kind: 'callback', what: 'a call', ...due } as const;
    await table.onCaseOpened(opened('a', start), unit);
    await moments.onCaseSlaDecided(eventOf(CaseSlaDecided, { ...target, outcome: 'breached' }, start + 1), unit);
    expect(sumsOf('sla', 'first-response')).toEqual({ n: 1, late: 0 });
    await moments.onCaseSlaCorrected(eventOf(CaseSlaCorrected, { ...target, outcome: 'met' }, start + 2), unit);
    expect(sumsOf('sla', 'first-response')).toEqual({ n: 1, part: 1, late: 0 });
    await moments.onCasePromiseKept(eventOf(CasePromiseKept, promise, start + 3), unit);
    await moments.onCasePromiseLate(eventOf(CasePromiseLate, { ...promise, lateSeconds: 9 }, start + 4), unit);
    expect(sumsOf('promise', 'callback')).toEqual({ n: 1, part2: 1, late: 0 });
  });

  it('do not depend on the order in which cases are heard of', async () => {
    const arrivals = fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c'),
        minute: fc.integer({ min: 0, max: 20_000 }),
        waited: fc.nat(90),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(arrivals, fc.infiniteStream(fc.nat()), async (cases, order) => {
        const told = cases.map(({ minute: at, waited, name }, index) => ({
          name: `${name}${index}`,
          at: start + at * minute,
          waited,
        }));
        const shuffled = told
          .map((one) => [order.next().value, one] as const)
          .sort(([a], [b]) => Number(a) - Number(b));
        const totals: unknown[] = [];
        for (const list of [told, shuffled.map(([, one]) => one)]) {
          const { table, moments, unit, sumsOf } = service();
          for (const { name, at, waited } of list) {
            await table.onCaseOpened(opened(name, at), unit);
            await moments.onCaseQueueLeft(left(name, at + 1000, waited % 2 ? 'answered' : 'abandoned', waited), unit);
          }
          const { late: _, ...contacts } = sumsOf('contact');
          const { late: __, ...queue } = sumsOf('queue');
          totals.push([contacts, queue]);
        }
        expect(totals[1]).toEqual(totals[0]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('who came again', () => {
  const other = ids('other customer');
  const changed = (customerId: string, version: number, mergedInto?: string) =>
    eventOf(
      CustomerChanged,
      {
        customerId,
        version,
        handles: [],
        consent: [],
        mergedFrom: [],
        ...(mergedInto !== undefined && { mergedInto }),
      },
      start,
    );

  it('is decided anew when two customers are one, and again when they are not', async () => {
    const { table, unit, sumsOf } = service();
    await table.onCaseOpened(opened('a', start), unit);
    await table.onCaseOpened(opened('b', start + day, { customerId: other }), unit);
    expect(sumsOf('contact')).toMatchObject({ n: 2 });
    expect(sumsOf('contact').part ?? 0).toBe(0);
    await table.onCustomerChanged(changed(other, 1, ids('customer')), unit);
    expect(sumsOf('contact')).toMatchObject({ n: 2, part: 1, part2: 1 });
    await table.onCaseOpened(opened('c', start + 2 * day, { customerId: other }), unit);
    expect(sumsOf('contact')).toMatchObject({ n: 3, part: 2, part2: 2 });
    await table.onCustomerChanged(changed(other, 2), unit);
    expect(sumsOf('contact')).toMatchObject({ n: 3, part: 1, part2: 1 });
  });

  it('counts contacts that are added to a case, whichever comes first', async () => {
    const { table, moments, unit, sumsOf } = service();
    const added = (name: string, at: number) => {
      const said = {
        interactionId: ids(`added ${name}`),
        direction: 'inbound',
        occurredAt: new Date(at).toISOString(),
      } as const;
      return eventOf(CaseInteractionAdded, { ...about('a'), ...said }, at);
    };
    await table.onCaseOpened(opened('a', start), unit);
    await moments.onCaseInteractionAdded(added('late', start + 6 * day), unit);
    await moments.onCaseInteractionAdded(added('early', start + 3 * day), unit);
    expect(sumsOf('contact')).toMatchObject({ n: 3, part: 2, part2: 2 });
  });
});

describe('signs', () => {
  it('are raised with the evidence, as an event and as a record, and withdrawn by what disproves them', async () => {
    const { table, unit } = service();
    await table.onCaseOpened(opened('a', start), unit);
    await table.onCaseReplied(replied('a', start + 60 * minute, 3600), unit);
    const signs = unit.eventsOf(SignalRaised);
    expect(signs.map(({ sign }) => sign)).toEqual(expect.arrayContaining(['no-greeting', 'unexplained-wait']));
    expect(signs[0]?.evidence.length).toBeGreaterThan(0);
    expect(signs[0]).toMatchObject({ caseId: ids('case a'), queueId: 'general', reference: 'TR-a' });
    expect(unit.rows('signalFeedback')).toContainEqual(
      expect.objectContaining({ measure: 'sign', item: 'no-greeting', component: 'courtesy', revision: 1 }),
    );
    // a greeting that was sent in time is heard of late
    const early = replied('a', start + 20_000, 20);
    await table.onCaseReplied(early, unit);
    expect(unit.eventsOf(SignalWithdrawn).map(({ sign }) => sign)).toContain('no-greeting');
    expect(unit.rows('signalFeedback')).toContainEqual(
      expect.objectContaining({ item: 'no-greeting', deleted: true, revision: 2 }),
    );
  });
});
