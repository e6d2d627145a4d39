import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveClock, type ClockEntry, type Hours } from './derive-clock.js';
import type { ClockTerms } from './sla-terms.js';
import { alwaysOpen, CalendarTime } from './working-time.js';

const hour = 3_600_000;
const nineToFive = [{ from: 540, to: 1_020 }];
const desk = new CalendarTime({
  calendarId: 'desk',
  zone: 'Europe/Berlin',
  week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []],
  days: {},
});
const hours: Hours = (calendar) => (calendar === undefined ? alwaysOpen : desk);
const terms: ClockTerms = {
  metric: 'resolution',
  policyVersion: 'standard@1',
  targetMs: 4 * hour,
  calendar: 'desk@1',
  warnAt: [0.5, 0.75],
  pauseOn: ['waiting-on-customer'],
};

/** A Friday in March, an hour ahead of UTC. */
const friday = (time: string): number => Date.parse(`2026-03-06T${time}+01:00`);
const monday = (time: string): number => Date.parse(`2026-03-09T${time}+01:00`);
const later = Date.parse('2026-04-01T00:00Z');
const waiting = 'waiting-on-customer';
const start = (at: number): ClockEntry => ({ type: 'start', id: 'start', at });
const stop = (at: number): ClockEntry => ({ type: 'stop', id: 'stop', at });
const cancel = (at: number): ClockEntry => ({ type: 'cancel', id: 'cancel', at });
const pause = (at: number): ClockEntry => ({ type: 'pause', id: `pause-${String(at)}`, at, reason: waiting });
const resume = (at: number): ClockEntry => ({ type: 'resume', id: `resume-${String(at)}`, at, reason: waiting });
const shelve = (at: number): ClockEntry => ({ type: 'pause', id: 'shelve', at, reason: 'shelved' });

describe('a clock', () => {
  it.each<[string, ClockEntry[], string, number, number]>([
    ['a stop in time', [stop(friday('12:00'))], 'met', friday('12:00'), friday('14:00')],
    ['a stop at the deadline', [stop(friday('14:00'))], 'met', friday('14:00'), friday('14:00')],
    ['a stop too late', [stop(friday('14:01'))], 'breached', friday('14:00'), friday('14:00')],
    ['no stop at all', [], 'breached', friday('14:00'), friday('14:00')],
    ['an end before the deadline', [cancel(friday('13:00'))], 'cancelled', friday('13:00'), friday('14:00')],
    ['an end after the deadline', [cancel(friday('15:00'))], 'breached', friday('14:00'), friday('14:00')],
    [
      'a pause of three hours',
      [pause(friday('11:00')), resume(friday('14:00'))],
      'breached',
      friday('17:00'),
      friday('17:00'),
    ],
    [
      'a pause over the weekend',
      [pause(friday('11:00')), resume(monday('08:00'))],
      'breached',
      monday('12:00'),
      monday('12:00'),
    ],
    [
      'a stop while it is paused',
      [pause(friday('11:00')), stop(monday('16:00'))],
      'met',
      monday('16:00'),
      monday('19:00'),
    ],
    [
      'a pause before it starts',
      [pause(friday('09:00')), resume(friday('12:00'))],
      'breached',
      friday('16:00'),
      friday('16:00'),
    ],
    ['a pause that the policy does not know', [shelve(friday('11:00'))], 'breached', friday('14:00'), friday('14:00')],
    [
      'a pause after the deadline',
      [pause(friday('14:30')), stop(friday('16:00'))],
      'breached',
      friday('14:00'),
      friday('14:00'),
    ],
  ])('%s', (_, entries, state, decidedAt, dueAt) => {
    const view = deriveClock([start(friday('10:00')), ...entries], terms, hours, later);
    const due = dueAt === monday('19:00') ? Date.parse('2026-03-10T11:00+01:00') : dueAt;
    expect(view).toMatchObject({ state, decidedAt, dueAt: due });
  });

  it('does not begin without a start, and ends at the first end', () => {
    expect(deriveClock([stop(friday('10:00'))], terms, hours, later)).toBeUndefined();
    const entries = [start(friday('10:00')), stop(friday('11:00')), cancel(friday('10:30'))];
    expect(deriveClock(entries, terms, hours, later)).toMatchObject({ state: 'cancelled' });
  });

  it('says while it runs when it is due and when to warn, in working time', () => {
    const view = deriveClock([start(friday('16:00'))], terms, hours, friday('16:30'));
    expect(view).toMatchObject({
      state: 'running',
      elapsedMs: hour / 2,
      dueAt: monday('12:00'),
      warnings: [
        { share: 0.5, at: monday('10:00') },
        { share: 0.75, at: monday('11:00') },
      ],
    });
  });

  it('keeps what remains while it is paused', () => {
    const view = deriveClock([start(friday('10:00')), pause(friday('11:00'))], terms, hours, monday('10:00'));
    expect(view).toMatchObject({ state: 'paused', reason: waiting, elapsedMs: hour, dueAt: monday('13:00') });
  });

  it('carries what has elapsed into other rules, and only from there on', () => {
    const shorter: ClockTerms = { ...terms, policyVersion: 'vip@2', targetMs: 2 * hour };
    const carried = (at: number): ClockEntry => ({ type: 'carry-over', id: 'carry', at, terms: shorter });
    const at = (time: string) => deriveClock([start(friday('10:00')), carried(friday(time))], terms, hours, later);
    expect(at('11:00')).toMatchObject({ state: 'breached', decidedAt: friday('12:00'), terms: shorter });
    expect(at('13:00')).toMatchObject({ state: 'breached', decidedAt: friday('13:00') });
    expect(at('15:00')).toMatchObject({ state: 'breached', decidedAt: friday('14:00'), terms });
  });

  it('says the same in whatever order, and however often, its entries became known', () => {
    const moment = fc.integer({ min: friday('00:00') / 60_000, max: later / 60_000 - 1 }).map((m) => m * 60_000);
    const entry = fc
      .tuple(fc.constantFrom('start', 'stop', 'cancel', 'pause', 'resume', 'carry'), moment, fc.nat(9))
      .map(([type, at, n]): ClockEntry => {
        const id = `${type}-${String(at)}-${String(n)}`;
        if (type === 'pause' || type === 'resume') return { type, id, at, reason: waiting };
        if (type === 'carry') return { type: 'carry-over', id, at, terms: { ...terms, targetMs: (1 + n) * hour } };
        return { type: type as 'start', id, at };
      });
    const history = fc
      .array(entry, { minLength: 1, maxLength: 12 })
      .chain((entries) =>
        fc.tuple(
          fc.constant(entries),
          fc.shuffledSubarray([...entries, ...entries], { minLength: 2 * entries.length }),
        ),
      );
    fc.assert(
      fc.property(history, ([entries, shuffled]) => {
        expect(deriveClock(shuffled, terms, hours, later)).toEqual(deriveClock(entries, terms, hours, later));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not changed by being looked at in between', () => {
    const moment = fc.integer({ min: friday('00:00') / 60_000, max: monday('23:00') / 60_000 }).map((m) => m * 60_000);
    fc.assert(
      fc.property(moment, moment, moment, fc.boolean(), (from, now, halt, isPaused) => {
        const entries = [start(from), ...(isPaused ? [pause(halt), resume(halt + hour)] : [])];
        const view = deriveClock(entries, terms, hours, now);
        const final = deriveClock(entries, terms, hours, later);
        if (view?.state !== 'running' || (isPaused && now < halt)) return;
        expect(view.dueAt).toBe(final?.dueAt);
      }),
      { numRuns: 500 },
    );
  });
});
