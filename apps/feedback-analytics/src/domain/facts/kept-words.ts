import { momentsOf, type CaseTimeline, type Moment } from '../signs/case-timeline.js';
import type { Placer } from './placer.js';
import type { Contribution } from './contribution.js';

/** One target of each clock: the last word about it, at the time that decided it. */
export function targetContributions(timeline: CaseTimeline, place: Placer): readonly Contribution[] {
  const last = new Map<string, Moment<'target-decided'>>();
  for (const moment of momentsOf(timeline, 'target-decided')) {
    last.set(JSON.stringify([moment.cycle, moment.metric, moment.clockId]), moment);
  }
  return [...last.values()].flatMap((moment): Contribution[] => {
    const sums = targetSums[moment.outcome];
    if (!sums) return [];
    return [{ measure: 'sla', variant: moment.metric, at: moment.decidedAt, dims: place(moment), sums }];
  });
}

const targetSums: Readonly<Record<string, Contribution['sums']>> = {
  met: { n: 1, part: 1 },
  breached: { n: 1 },
  cancelled: { missing: 1 },
};

type Outcome = Moment<'promise-kept' | 'promise-late' | 'promise-broken' | 'promise-withdrawn'>;

const promiseSums: Readonly<Record<Outcome['type'], Contribution['sums']>> = {
  'promise-kept': { n: 1, part: 1 },
  'promise-late': { n: 1, part2: 1 },
  'promise-broken': { n: 1 },
  'promise-withdrawn': { missing: 1 },
};

/** One a promise, in the period in which it was due: the last word about it. */
export function promiseContributions(timeline: CaseTimeline, place: Placer): readonly Contribution[] {
  const last = new Map<string, Outcome>();
  const outcomes = ['promise-kept', 'promise-late', 'promise-broken', 'promise-withdrawn'] as const;
  for (const moment of momentsOf(timeline, ...outcomes)) last.set(moment.promiseId, moment);
  return [...last.values()].map((moment) => ({
    measure: 'promise',
    variant: moment.kind ?? 'other',
    at: moment.dueAt ?? moment.at,
    dims: place(moment),
    sums: promiseSums[moment.type],
  }));
}
