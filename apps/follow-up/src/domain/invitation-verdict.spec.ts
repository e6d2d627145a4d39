import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterSending, changedClock, type ContactClock } from './contact-clock.js';
import { unknownCustomer, type Customer } from './customer.js';
import type { ContactBudget } from './family.js';
import { verdictOn, type Verdict } from './invitation-verdict.js';

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 27);
const budget: ContactBudget = {
  global: { most: 3, perMs: 72 * hour, gapMs: 2 * hour },
  families: {
    often: { most: 2, perMs: 24 * hour, gapMs: 4 * hour },
    seldom: { most: 1, perMs: 120 * hour },
  },
  quietHours: { start: '21:00', end: '08:00' },
  zone: 'Europe/Bucharest',
};
const zones = ['Europe/Budapest', 'Asia/Shanghai', 'America/St_Johns', 'Pacific/Apia'];

type Step =
  | { readonly do: 'ask'; readonly person: number; readonly family: 'often' | 'seldom' }
  | { readonly do: 'merge'; readonly into: number; readonly person: number }
  | { readonly do: 'part' };
interface Sent {
  readonly at: number;
  readonly family: string;
  /** Everybody who was one with the customer then. */
  readonly group: ReadonlySet<number>;
  readonly zone: string;
}
type Decide = typeof verdictOn;

/** Plays a schedule on three people and says what was sent, and how often nothing was said. */
function play(steps: readonly (readonly [minutes: number, step: Step])[], zone: string, decide: Decide) {
  const survivor = [0, 1, 2];
  const clocks = new Map<number, ContactClock>();
  const log: (Sent & { readonly person: number })[] = [];
  const verdicts: Verdict[] = [];
  let at = start;
  for (const [minutes, step] of steps) {
    at += minutes * 60_000;
    if (step.do === 'part') survivor.splice(0, 3, 0, 1, 2);
    else if (step.do === 'merge')
      survivor.forEach((own, n) => own === step.person && survivor.splice(n, 1, survivor[step.into] ?? 0));
    else {
      const own = survivor[step.person] ?? step.person;
      const group = [0, 1, 2].filter((n) => survivor[n] === own);
      const people: Customer[] = group.map((n) => ({ ...unknownCustomer(String(n)), timeZone: zone }));
      const about = { responseId: `r${String(verdicts.length)}`, family: step.family };
      const verdict = decide(about, { people, clocks: group.map((n) => clocks.get(n)) }, budget, new Date(at));
      verdicts.push(verdict);
      if (verdict.kind !== 'send') continue;
      clocks.set(own, afterSending(clocks.get(own), String(own), { ...about, atMs: at }, 120 * hour));
      // The clock that holds it is the survivor's: whoever shares it then has been asked.
      log.push({ at, family: step.family, group: new Set(group), zone, person: own });
    }
  }
  return { log, verdicts };
}

/** Written without the code under test: what each sending had before it, and what the wall clock showed. */
function breaches(log: readonly (Sent & { readonly person: number })[]): string[] {
  return log.flatMap((sent, index) => {
    const before = log.slice(0, index).filter(({ person }) => sent.group.has(person));
    const within = (ms: number, family?: string) =>
      before.filter((one) => sent.at - one.at < ms && (family === undefined || one.family === family)).length;
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: sent.zone, hour: '2-digit', hourCycle: 'h23' });
    const wall = Number(local.format(sent.at));
    return [
      within(72 * hour) >= 3 ? 'global window' : '',
      within(2 * hour) > 0 ? 'global gap' : '',
      sent.family === 'often' && within(24 * hour, 'often') >= 2 ? 'window of often' : '',
      sent.family === 'often' && within(4 * hour, 'often') > 0 ? 'gap of often' : '',
      sent.family === 'seldom' && within(120 * hour, 'seldom') >= 1 ? 'window of seldom' : '',
      wall >= 21 || wall < 8 ? 'quiet hours' : '',
    ].filter((one) => one !== '');
  });
}

const person = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      person,
      family: fc.constantFrom('often' as const, 'seldom' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), into: person, person }) },
  { weight: 1, arbitrary: fc.constant({ do: 'part' as const }) },
);
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), step), { minLength: 1, maxLength: 60 });
const holdsWith = (decide: Decide) =>
  fc.property(
    steps,
    fc.constantFrom(...zones),
    (schedule, zone) => breaches(play(schedule, zone, decide).log).length === 0,
  );

describe('the budget of a customer', () => {
  it('is never exceeded, in no window, over random schedules, merges and time zones', () => {
    fc.assert(holdsWith(verdictOn), { numRuns: 500 });
  });

  it('lets something through, and says exactly one rule where it does not', () => {
    const seen = fc.sample(fc.tuple(steps, fc.constantFrom(...zones)), { numRuns: 200, seed: 7 });
    const all = seen.flatMap(([schedule, zone]) => play(schedule, zone, verdictOn).verdicts);
    const rules = new Set(all.map((one) => (one.kind === 'suppress' ? one.rule : one.kind)));
    expect([...rules].sort()).toEqual(['family-budget@1', 'global-budget@1', 'send', 'wait']);
  });

  it.each<[string, Decide]>([
    [
      'days of the calendar instead of rolling windows',
      (about, asked, own, now) => {
        const day = Math.floor(now.getTime() / (24 * hour)) * 24 * hour;
        const clocks = asked.clocks.map(
          (clock) => clock && { ...clock, sent: clock.sent.filter(({ atMs }) => atMs >= day) },
        );
        return verdictOn(about, { ...asked, clocks }, own, now);
      },
    ],
    [
      'one more than allowed',
      (about, asked, own, now) => verdictOn(about, asked, { ...own, global: { ...own.global, most: 4 } }, now),
    ],
    [
      'the own clock alone after a merge',
      (about, asked, own, now) => verdictOn(about, { ...asked, clocks: asked.clocks.slice(0, 1) }, own, now),
    ],
    [
      'the quiet hours of the company for everybody',
      (about, { people, clocks }, own, now) =>
        verdictOn(
          about,
          { people: people.map((one) => one && { ...one, timeZone: 'Europe/Bucharest' }), clocks },
          own,
          now,
        ),
    ],
  ])('would be seen to be exceeded with %s', (_, faulty) => {
    expect(fc.check(holdsWith(faulty), { numRuns: 2_000 }).failed).toBe(true);
  });
});

describe('two programmes that compete', () => {
  const noon = new Date(Date.UTC(2026, 2, 27, 10));
  const people = [unknownCustomer('u')];
  const clock = (family: string, dueIn: number) =>
    changedClock(undefined, 'u', () => ({ pending: [{ responseId: 'other', family, dueMs: noon.getTime() + dueIn }] }));
  const verdict = (family: string, pending: ContactClock) =>
    verdictOn({ responseId: 'r', family }, { people, clocks: [pending] }, budget, noon);

  it.each([
    [
      'the frequent one gives way to a rarer one whose place it would take',
      'often',
      clock('seldom', hour),
      'rarer-family@1',
    ],
    ['not when both have room', 'often', clock('seldom', 3 * hour), 'send'],
    ['the rarer one never gives way', 'seldom', clock('often', hour), 'send'],
  ])('%s', (_, family, pending, expected) => {
    const found = verdict(family, pending);
    expect(found.kind === 'suppress' ? found.rule : found.kind).toBe(expected);
  });

  it('waits while a recovery is open, and drops nothing', () => {
    const open = changedClock(undefined, 'u', () => ({ recoveries: ['x'] }));
    expect(verdict('often', open)).toMatchObject({ kind: 'wait', isQuiet: false, reason: 'a recovery is open' });
  });
});
