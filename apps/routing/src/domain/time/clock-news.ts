import type { CaseClock } from './case-clocks.js';
import type { ClockOutcome, ClockView } from './derive-clock.js';
import type { ClockMetric } from './sla-terms.js';

/** What was told of a clock, so that only news is told, and only once. Times in milliseconds of the epoch. */
export interface ToldClock {
  readonly key: string;
  readonly metric: ClockMetric;
  readonly policyVersion: string;
  readonly state: 'running' | 'paused' | ClockOutcome | 'undecided';
  readonly startedAt: number;
  readonly dueAt?: number;
  readonly decidedAt?: number;
  readonly elapsedMs: number;
  /** The highest share that was warned of. */
  readonly warned: number;
}

/** `told` is the clock as this piece of news leaves it. */
export type ClockNews = { readonly told: ToldClock } & (
  | { readonly news: 'started' | 'resumed' | 'decided' }
  | { readonly news: 'paused'; readonly remainingMs: number; readonly reason: string }
  | { readonly news: 'warned'; readonly remainingMs: number }
  | { readonly news: 'corrected'; readonly outcome: ClockOutcome | 'undecided'; readonly reason: string }
);

const late = 'an earlier event arrived late';

/** What must be told, so that the clocks that were told are those that there are. Nothing when they are already. */
export function clockNews(told: readonly ToldClock[], clocks: readonly CaseClock[], now: number): readonly ClockNews[] {
  const news: ClockNews[] = [];
  for (const gone of told)
    if (!clocks.some(({ key }) => key === gone.key) && gone.state !== 'cancelled') news.push(vanished(gone, now));
  for (const clock of clocks)
    news.push(
      ...newsOf(
        told.find(({ key }) => key === clock.key),
        clock,
        now,
      ),
    );
  return news;
}

/** A late fact shows that there was nothing to measure. */
function vanished(gone: ToldClock, now: number): ClockNews {
  const told: ToldClock = { ...gone, state: 'cancelled', decidedAt: gone.decidedAt ?? now };
  return isDecided(gone) ? { news: 'corrected', told, outcome: 'cancelled', reason: late } : { news: 'decided', told };
}

function newsOf(before: ToldClock | undefined, clock: CaseClock, now: number): readonly ClockNews[] {
  const news: ClockNews[] = [];
  let told = before;
  if (told === undefined) {
    if (clock.view.dueAt === undefined) return news;
    told = startOf(clock);
    news.push({ news: 'started', told });
  }
  if (isDecided(told)) {
    const corrected = correction(told, clock, now);
    if (corrected === undefined) return news;
    news.push(corrected);
    told = corrected.told;
    if (told.state !== 'undecided') return news;
  }
  const { view } = clock;
  if (view.state !== 'running' && view.state !== 'paused') {
    news.push({ news: 'decided', told: { ...toldOf(clock, told.warned), state: view.state } });
    return news;
  }
  if (view.state === 'paused' && told.state !== 'paused') {
    told = { ...toldOf(clock, told.warned), state: 'paused' };
    news.push({ news: 'paused', told, remainingMs: remainingOf(view), reason: view.reason });
  } else if (view.state === 'running' && (told.state !== 'running' || told.dueAt !== view.dueAt)) {
    told = { ...toldOf(clock, told.warned), state: 'running' };
    news.push({ news: 'resumed', told });
  }
  const warned = view.state === 'running' ? passedWarning(view, told.warned, now) : undefined;
  if (warned !== undefined)
    news.push({ news: 'warned', told: { ...told, warned, elapsedMs: view.elapsedMs }, remainingMs: remainingOf(view) });
  return news;
}

/** A decision that the times no longer support. `undecided`: it was too early, and a later fact will decide. */
function correction(told: ToldClock, clock: CaseClock, now: number): ClockNews | undefined {
  const { view } = clock;
  if (view.state === 'running' || view.state === 'paused') {
    const open: ToldClock = { ...toldOf(clock, told.warned), state: 'undecided', decidedAt: now };
    return { news: 'corrected', told: open, outcome: 'undecided', reason: late };
  }
  const { state, decidedAt, dueAt } = view;
  if (state === told.state && decidedAt === told.decidedAt && dueAt === told.dueAt) return undefined;
  return { news: 'corrected', told: { ...toldOf(clock, told.warned), state }, outcome: state, reason: late };
}

function startOf(clock: CaseClock): ToldClock {
  const { metric, key, view } = clock;
  const { startedAt, dueAt, terms } = view;
  const { policyVersion } = terms;
  const due = dueAt === undefined ? {} : { dueAt };
  return { key, metric, policyVersion, state: 'running', startedAt, ...due, elapsedMs: 0, warned: 0 };
}

function toldOf(clock: CaseClock, warned: number): Omit<ToldClock, 'state'> {
  const { metric, key, view } = clock;
  const { startedAt, dueAt, elapsedMs, terms } = view;
  const { policyVersion } = terms;
  return {
    ...{ key, metric, policyVersion, startedAt, elapsedMs, warned },
    ...(dueAt !== undefined && { dueAt }),
    ...('decidedAt' in view && { decidedAt: view.decidedAt }),
  };
}

const isDecided = ({ state }: ToldClock): boolean => state === 'met' || state === 'breached' || state === 'cancelled';

const remainingOf = ({ terms, elapsedMs }: ClockView): number => Math.max(0, terms.targetMs - elapsedMs);

function passedWarning(
  view: Extract<ClockView, { state: 'running' }>,
  warned: number,
  now: number,
): number | undefined {
  const passed = view.warnings.filter(({ share, at }) => share > warned && at <= now).map(({ share }) => share);
  return passed.length === 0 ? undefined : Math.max(...passed);
}

/** When time itself will next bring news; undefined when it will not. */
export function nextNewsAt(clocks: readonly CaseClock[], told: readonly ToldClock[]): number | undefined {
  const times = clocks.flatMap(({ key, view }) => {
    if (view.state !== 'running') return [];
    const warned = told.find((one) => one.key === key)?.warned ?? 0;
    const warnings = view.warnings.filter(({ share }) => share > warned).map(({ at }) => at);
    return view.dueAt === undefined ? warnings : [...warnings, view.dueAt];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}
