import { Injectable } from '@nestjs/common';
import { MetricPublished, uuidV8 } from '#libs/contracts';
import type { DueTimer } from '#libs/messaging';
import { metricOf } from '../domain/catalogue/metric-catalogue.js';
import type { Measure } from '../domain/facts/contribution.js';
import { formulas } from '../domain/figures/formulas.js';
import type { Formula } from '../domain/figures/formula.js';
import type { MethodFigure } from '../domain/figures/method-figure.js';
import { settledAt, statusOf } from '../domain/figures/status.js';
import { Summed } from '../domain/figures/summed.js';
import { windowAt, type Window } from '../domain/figures/window.js';
import { present } from '../domain/present.js';
import { Completeness } from './completeness.js';
import { FigureChanges, type ChangedDay, type MeasureChanges } from './figure-changes.js';
import { FigureSums, type SumsGroup } from './figure-sums.js';
import { PublishingPace } from './publishing-pace.js';
import { ReportCalendar } from './report-calendar.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** Timers of this kind publish what has changed; one for the whole service, and one for each day that settles. */
export const publishFigures = 'publish-figures';
export const sweep = 'sweep';

/** After a window has settled its last facts are given so long. */
const graceMs = 60_000;
/** While more is waiting than was taken. */
const soonMs = 1_000;
const daysAtOnce = 20;
const groupsOfDay = 20_000;
/** An id on the wire is no longer. */
const longestKey = 255;

interface Told {
  readonly slice: Readonly<Record<string, string>>;
  readonly summed: Summed;
}

interface Day {
  readonly window: Window;
  readonly revisionOf: (reads: readonly Measure[]) => number;
}

/** Daily figures of everything, of each channel and of each queue go to their topic when they change, and when they are final. */
@Injectable()
export class PublishFigures {
  constructor(
    private readonly changes: FigureChanges,
    private readonly sums: FigureSums,
    private readonly completeness: Completeness,
    private readonly calendar: ReportCalendar,
    private readonly pace: PublishingPace,
  ) {}

  async due({ ref }: DueTimer, unit: FeedbackAnalyticsUnit): Promise<void> {
    if (ref !== sweep) return this.settle(ref, unit);
    const days = await this.changes.pending(daysAtOnce);
    for (const day of days) await this.publishDay(day, unit);
    const pauseMs = days.length === daysAtOnce ? soonMs : this.pace.everyMs;
    unit.schedule({ kind: publishFigures, ref: sweep, dueAt: new Date(unit.now.getTime() + pauseMs) });
  }

  /** `<measure> <start of the day>`: what was provisional is final now. */
  private settle(ref: string, unit: FeedbackAnalyticsUnit): Promise<void> {
    const [measure = '', period = ''] = ref.split(' ');
    unit.touched.add({ measure, period: new Date(period) }, { changes: 1 });
    return Promise.resolve();
  }

  private async publishDay({ period, measures: known }: ChangedDay, unit: FeedbackAnalyticsUnit): Promise<void> {
    const { zone } = this.calendar;
    const window = windowAt(period.getTime() + zone.offsetAt(period.getTime()), 'day', zone);
    const changed = known.filter(({ changes, published }) => changes !== published);
    const affected = [...formulas].filter(([, { reads }]) => changed.some(({ measure }) => reads.includes(measure)));
    const day: Day = { window, revisionOf: revisions(known) };
    const told = await this.slicesOf(
      window,
      affected.map(([, formula]) => formula),
    );
    for (const [metric, formula] of affected) {
      for (const { slice, summed } of told) this.publish(metric, formula, slice, summed, day, unit);
    }
    for (const { measure, changes, published } of changed) {
      unit.touched.add({ measure, period }, { published: changes - published });
      const dueAt = new Date(settledAt(window.end, [measure]) + graceMs);
      if (dueAt > unit.now) unit.schedule({ kind: publishFigures, ref: `${measure} ${period.toISOString()}`, dueAt });
    }
  }

  /** One look at the day: everything, and each channel and queue, are sums of the same rows. */
  private async slicesOf({ start, end }: Window, affected: readonly Formula[]): Promise<readonly Told[]> {
    const groups = await this.sums.read({
      cuboid: 'queue-day',
      measures: [...new Set(affected.flatMap(({ reads }) => reads))],
      hasPercentiles: affected.some(({ hasPercentiles }) => hasPercentiles === true),
      ...{ from: start, to: end, timeZone: this.calendar.timeZone, by: ['channel', 'queue'], filter: {} },
      openFrom: (this.completeness.until?.getTime() ?? 0) - 8 * 86_400_000,
      limit: groupsOfDay,
    });
    const all = groups ?? [];
    return [
      { slice: {}, summed: Summed.all(all.map(({ summed }) => summed)) },
      ...part(all, 0, 'channel'),
      ...part(all, 1, 'queue'),
    ];
  }

  private publish(
    metric: string,
    { reads, figures }: Formula,
    slice: Told['slice'],
    summed: Summed,
    { window, revisionOf }: Day,
    unit: FeedbackAnalyticsUnit,
  ): void {
    const { until } = this.completeness;
    const status = statusOf(window.end, reads, until?.getTime(), summed.late);
    const revision = revisionOf(reads);
    const formulaVersion = metricOf(metric)?.formulaVersion ?? 1;
    for (const figure of figures(summed)) {
      const about = { metric, method: figure.method, variant: figure.variant, formulaVersion, slice: { ...slice } };
      const figureKey = keyOf(metric, figure, slice, window);
      const data = { figureKey, ...about, ...valueOf(figure), status, completeUntil: until?.toISOString(), revision };
      const told = { ...iso(window), grain: 'day' as const, timeZone: this.calendar.timeZone };
      unit.publish(MetricPublished, present({ ...data, window: told }), { sequence: revision, time: unit.now });
    }
  }
}

function part(groups: readonly SumsGroup[], at: number, name: string): readonly Told[] {
  const values = [...new Set(groups.map(({ slice }) => slice[at] ?? ''))].filter((value) => value !== '');
  return values.map((value) => {
    const same = groups.filter(({ slice }) => slice[at] === value);
    return { slice: { [name]: value }, summed: Summed.all(same.map(({ summed }) => summed)) };
  });
}

function revisions(known: readonly MeasureChanges[]): Day['revisionOf'] {
  return (reads) =>
    known.filter(({ measure }) => reads.includes(measure)).reduce((sum, { changes }) => sum + changes, 0);
}

function valueOf({ value, n, missing, interval }: MethodFigure) {
  const told = value === undefined ? { undefined: true } : { value };
  return { ...told, n: Math.max(0, n), missing: Math.max(0, missing), ci: interval && { ...interval } };
}

const iso = ({ start, end }: Window) => ({ start: new Date(start).toISOString(), end: new Date(end).toISOString() });

function keyOf(metric: string, { method, variant = '' }: MethodFigure, slice: Told['slice'], window: Window): string {
  const named = Object.entries(slice).map(([name, value]) => `${name}=${value}`);
  // The way an interval is computed changes with n; the figure stays the same one.
  const parts = [metric, method.split(',')[0] ?? '', variant, named.join(','), 'day', iso(window).start];
  const key = parts.join('|');
  return key.length <= longestKey ? key : uuidV8(...parts);
}
