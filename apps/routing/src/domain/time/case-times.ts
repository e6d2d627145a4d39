import { caseClocks, type CaseClock } from './case-clocks.js';
import { shortened, withEntry, type Awaits, type Ledger, type LedgerEntry } from './case-ledger.js';
import { clockNews, nextNewsAt, type ClockNews, type ToldClock } from './clock-news.js';
import type { Hours } from './derive-clock.js';
import type { ClockMetric, ClockTerms } from './sla-terms.js';

/** The times of one cycle of a case: the rules agreed when it began, what happened, and what was told of its clocks. */
export interface CaseTimes {
  readonly terms: readonly ClockTerms[];
  readonly ledger: Ledger;
  readonly told: readonly ToldClock[];
  /** What was measured up to here, between first and last, is forgotten and stands as it was told. */
  readonly correctableFrom?: number;
}

export interface Opening {
  readonly id: string;
  readonly at: number;
  readonly awaits: Awaits;
}

export function openTimes(terms: readonly ClockTerms[], { id, at, awaits }: Opening): CaseTimes {
  return { terms, ledger: [{ type: 'opened', id, at, awaits }], told: [] };
}

/** What happens later than `now` by the clock of whoever reported it has happened now. */
export function withMoment(times: CaseTimes, moment: LedgerEntry, now: number): CaseTimes {
  const entry = moment.at > now ? { ...moment, at: now } : moment;
  const { ledger, correctableFrom = times.correctableFrom } = shortened(withEntry(times.ledger, entry));
  if (ledger === times.ledger) return times;
  const told = times.told.filter((one) => isCorrectable(one.metric, one.startedAt, correctableFrom));
  return { ...times, ledger, told, ...(correctableFrom !== undefined && { correctableFrom }) };
}

export function withTold(times: CaseTimes, told: ToldClock): CaseTimes {
  const others = times.told.filter(({ key }) => key !== told.key);
  return { ...times, told: [...others, told] };
}

/** What is to be told at `now`. */
export function newsOfTimes(times: CaseTimes, hours: Hours, now: number): readonly ClockNews[] {
  return clockNews(times.told, correctable(times, hours, now), now);
}

/** When time itself will bring news; undefined when only a fact can. */
export function nextNewsOfTimes(times: CaseTimes, hours: Hours, now: number): number | undefined {
  return nextNewsAt(correctable(times, hours, now), times.told);
}

/** When the first answer is due by these rules; undefined where none is. */
export function firstResponseDue(times: CaseTimes, hours: Hours): number | undefined {
  const at = times.ledger[0]?.at ?? 0;
  const clock = caseClocks(times.ledger, times.terms, hours, at).find(({ metric }) => metric === 'first-response');
  return clock?.view.dueAt;
}

function correctable({ terms, ledger, correctableFrom }: CaseTimes, hours: Hours, now: number): readonly CaseClock[] {
  return caseClocks(ledger, terms, hours, now).filter(({ metric, view }) =>
    isCorrectable(metric, view.startedAt, correctableFrom),
  );
}

/** Clocks that run once for a cycle stand on what is never forgotten. */
function isCorrectable(metric: ClockMetric, startedAt: number, correctableFrom = -Infinity): boolean {
  return metric === 'first-response' || metric === 'resolution' || startedAt > correctableFrom;
}
