import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maxEntries, type LedgerEntry } from './case-ledger.js';
import {
  firstResponseDue,
  newsOfTimes,
  nextNewsOfTimes,
  openTimes,
  withMoment,
  withTold,
  type CaseTimes,
} from './case-times.js';
import type { ClockNews } from './clock-news.js';
import type { Hours } from './derive-clock.js';
import { clockMetrics, type ClockMetric, type ClockTerms } from './sla-terms.js';
import { alwaysOpen } from './working-time.js';

const minute = 60_000;
const hours: Hours = () => alwaysOpen;
const start = Date.parse('2026-03-02T08:00:00.000Z');
const at = (minutes: number): number => start + minutes * minute;

const terms = (metric: ClockMetric, minutes: number, warnAt: readonly number[] = []): ClockTerms => ({
  ...{ metric, policyVersion: 'standard@1', targetMs: minutes * minute, warnAt },
  pauseOn: ['waiting-on-customer'],
});
const all = [
  terms('first-response', 60, [0.5]),
  terms('next-response', 30),
  terms('periodic-update', 120),
  terms('resolution', 480, [0.75]),
];

const contact = (minutes: number): LedgerEntry => ({ type: 'contact', id: `c${String(minutes)}`, at: at(minutes) });
const reply = (minutes: number): LedgerEntry => ({ type: 'reply', id: `r${String(minutes)}`, at: at(minutes) });
const paused = (minutes: number): LedgerEntry => ({
  ...{ type: 'paused', id: `p${String(minutes)}`, at: at(minutes), reason: 'waiting-on-customer' },
});
const resumed = (minutes: number): LedgerEntry => ({
  ...{ type: 'resumed', id: `u${String(minutes)}`, at: at(minutes), reason: 'waiting-on-customer' },
});
const resolved = (minutes: number): LedgerEntry => ({ type: 'resolved', id: 'resolved', at: at(minutes) });
const closed = (minutes: number): LedgerEntry => ({ type: 'closed', id: 'closed', at: at(minutes) });

const opened = (
  agreed: readonly ClockTerms[] = all,
  awaits: 'answer' | 'resolution' | 'nothing' = 'answer',
): CaseTimes => openTimes(agreed, { id: 'opened', at: start, awaits });

/** Tells what is new at a minute, as a use case or a timer would. */
function tell(times: CaseTimes, minutes: number): { times: CaseTimes; news: readonly ClockNews[] } {
  const news = newsOfTimes(times, hours, at(minutes));
  return { times: news.reduce((known, { told }) => withTold(known, told), times), news };
}

const words = (news: readonly ClockNews[]): string[] =>
  news.map(({ news: word, told }) =>
    [word, told.metric, ...(word === 'decided' || word === 'corrected' ? [told.state] : [])].join(' '),
  );

/** Lets facts happen and time pass, minute by minute of `until`. */
function live(moments: readonly LedgerEntry[], until: number, agreed = all): string[] {
  let times = opened(agreed);
  const said: string[] = [];
  for (let now = 0; now <= until; now += 1) {
    for (const moment of moments) if (moment.at === at(now)) times = withMoment(times, moment, at(now));
    const step = tell(times, now);
    times = step.times;
    said.push(...words(step.news).map((word) => `${String(now)} ${word}`));
  }
  return said;
}

describe('the clocks of a case', () => {
  it('start, warn, and end with what customer and agent do', () => {
    const said = live([contact(10), reply(40), contact(50), contact(55), reply(70), resolved(90), closed(100)], 110);
    expect(said).toEqual([
      '0 started first-response',
      '0 started resolution',
      '30 warned first-response',
      '40 decided first-response met',
      '40 started periodic-update',
      '50 started next-response',
      '70 decided periodic-update met',
      '70 decided next-response met',
      '70 started periodic-update',
      '90 decided resolution met',
      '90 decided periodic-update cancelled',
    ]);
  });

  it('are breached by time alone, at the deadline', () => {
    expect(live([reply(40), contact(50)], 490)).toEqual(
      expect.arrayContaining([
        '80 decided next-response breached',
        '160 decided periodic-update breached',
        '360 warned resolution',
        '480 decided resolution breached',
      ]),
    );
  });

  it('stand still while the customer has to act', () => {
    const said = live([reply(5), paused(5), resumed(65), reply(66)], 200, [terms('periodic-update', 120)]);
    expect(said).toEqual([
      ...['5 started periodic-update', '5 paused periodic-update', '65 resumed periodic-update'],
      ...['66 decided periodic-update met', '66 started periodic-update', '186 decided periodic-update breached'],
    ]);
  });

  it('measure nothing of what asks for nothing, and no first answer where one was given', () => {
    expect(words(tell(opened(all, 'nothing'), 0).news)).toEqual([]);
    expect(words(tell(opened(all, 'resolution'), 0).news)).toEqual(['started resolution']);
  });

  it('know when time will bring news', () => {
    const { times } = tell(opened(), 0);
    expect(nextNewsOfTimes(times, hours, start)).toBe(at(30));
    const warned = tell(times, 30).times;
    expect(nextNewsOfTimes(warned, hours, at(30))).toBe(at(60));
    const ended = withMoment(warned, closed(40), at(40));
    expect(nextNewsOfTimes(tell(ended, 40).times, hours, at(40))).toBeUndefined();
    expect(firstResponseDue(opened(), hours)).toBe(at(60));
    expect(firstResponseDue(opened(all, 'nothing'), hours)).toBeUndefined();
  });

  it('are corrected by a reply that became known late', () => {
    const breached = tell(opened([terms('first-response', 60)]), 61);
    expect(words(breached.news)).toEqual(['started first-response', 'decided first-response breached']);
    const late = tell(withMoment(breached.times, reply(50), at(300)), 300);
    expect(words(late.news)).toEqual(['corrected first-response met']);
    expect(late.news[0]?.told).toMatchObject({ decidedAt: at(50), dueAt: at(60) });
    expect(tell(withMoment(late.times, reply(55), at(301)), 301).news).toEqual([]);
  });

  it('are open again when a pause shows that the decision was too early', () => {
    const agreed = [terms('resolution', 60)];
    const breached = tell(opened(agreed), 61).times;
    const reopened = tell(withMoment(breached, paused(30), at(70)), 70);
    expect(words(reopened.news)).toEqual(['corrected resolution undecided', 'paused resolution']);
    const goesOn = tell(withMoment(reopened.times, resumed(80), at(80)), 80);
    expect(words(goesOn.news)).toEqual(['resumed resolution']);
    expect(words(tell(goesOn.times, 110).news)).toEqual(['decided resolution breached']);
  });

  it('are cancelled where a late fact shows that there was nothing to measure', () => {
    const agreed = [terms('next-response', 30)];
    const running = tell(
      [reply(10), contact(20)].reduce((known, one) => withMoment(known, one, at(20)), opened(agreed)),
      20,
    );
    expect(words(running.news)).toEqual(['started next-response']);
    const earlier = tell(withMoment(running.times, contact(15), at(21)), 21);
    expect(words(earlier.news)).toEqual(['decided next-response cancelled', 'started next-response']);
  });

  it('go by other rules after an explicit command, with what had elapsed', () => {
    const { times } = tell(opened([terms('resolution', 480)]), 0);
    const newer = [{ ...terms('resolution', 240), policyVersion: 'standard@2' }];
    const carried = withMoment(times, { type: 'carry-over', id: 'carry', at: at(100), terms: newer }, at(100));
    const { news } = tell(carried, 100);
    expect(news).toMatchObject([{ news: 'resumed', told: { policyVersion: 'standard@2', dueAt: at(240) } }]);
  });

  it('take what is said to happen later as happening now', () => {
    const { ledger } = withMoment(opened(), reply(90), at(30));
    expect(ledger).toContainEqual(expect.objectContaining({ id: 'r90', at: at(30) }));
  });

  it('forget the middle of an endless conversation, and tell nothing wrong of it', () => {
    let times = opened();
    const said: string[] = [];
    for (let now = 1; now < 4 * maxEntries; now += 1) {
      const moment = now % 4 === 0 ? reply(now) : contact(now);
      const step = tell(withMoment(times, moment, at(now)), now);
      times = step.times;
      said.push(...words(step.news));
    }
    expect(times.ledger.length).toBeLessThanOrEqual(maxEntries);
    expect(times.told.length).toBeLessThan(2 * maxEntries);
    expect(said.filter((word) => word.startsWith('corrected'))).toEqual([]);
    expect(new Set(said.filter((word) => word.includes('next-response')))).toEqual(
      new Set(['started next-response', 'decided next-response met']),
    );
  });

  it('come to the same end in whatever order their facts become known', () => {
    const kinds = [contact, reply, paused, resumed];
    const moments = fc
      .uniqueArray(fc.integer({ min: 1, max: 600 }), { maxLength: 14 })
      .chain((minutes) => fc.tuple(...minutes.map((n) => fc.constantFrom(...kinds).map((make) => make(n)))))
      .chain((made) => fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length })));
    const agreed = fc.subarray(all, { minLength: 1 });
    const end = 1_000;
    const outcomes = (times: CaseTimes, existing: ReadonlySet<string>) =>
      Object.fromEntries(
        times.told
          .filter(({ key }) => existing.has(key))
          .map(({ key, state, decidedAt, dueAt }) => [key, [state, decidedAt, state === 'paused' ? 0 : dueAt]]),
      );
    fc.assert(
      fc.property(moments, agreed, ([inOrder, shuffled], rules) => {
        // At once, at the end; and one after the other, told each time, as they come in.
        const known = inOrder.reduce((times, moment) => withMoment(times, moment, at(end)), opened(rules));
        const atOnce = tell(known, end).times;
        let times = opened(rules);
        shuffled.forEach((moment, index) => {
          times = tell(withMoment(times, moment, at(600 + index)), 600 + index).times;
        });
        times = tell(times, end).times;
        const existing = new Set(atOnce.told.map(({ key }) => key));
        expect(times.ledger).toEqual(atOnce.ledger);
        expect(outcomes(times, existing)).toEqual(outcomes(atOnce, existing));
        const others = times.told.filter(({ key }) => !existing.has(key));
        expect(others.every(({ state }) => state === 'cancelled')).toBe(true);
        expect(tell(times, end).news).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('know every metric', () => {
    expect(all.map(({ metric }) => metric)).toEqual(clockMetrics);
  });
});
