import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { SliceName } from '../domain/facts/dims.js';
import type { MethodFigure } from '../domain/figures/method-figure.js';
import { statusOf, type FigureStatus } from '../domain/figures/status.js';
import { Summed } from '../domain/figures/summed.js';
import { windowAt, type Window } from '../domain/figures/window.js';
import { cuboidFor } from '../domain/rollup/cuboids.js';
import { Completeness } from './completeness.js';
import { FigureSums, type SumsGroup } from './figure-sums.js';
import { questionLimits, questionOf, type MetricQuestion, type MetricRequest } from './metric-question.js';
import { ReportCalendar } from './report-calendar.js';

export interface ReportedFigure extends MethodFigure {
  readonly slice: Readonly<Partial<Record<SliceName, string>>>;
  readonly window?: Window;
  readonly status: FigureStatus;
  /** About people, and on too few answers: value and interval are not told. */
  readonly isWithheld: boolean;
}

export interface MetricAnswer {
  readonly question: MetricQuestion;
  readonly completeUntil?: Date;
  readonly figures: readonly ReportedFigure[];
  /** Of everything in the range, by each method: never the mean of the figures. */
  readonly totals: readonly ReportedFigure[];
}

/** A contact is decided when no other came in so long. */
const undecidedMs = 8 * 86_400_000;

@Injectable()
export class QueryMetric {
  constructor(
    private readonly sums: FigureSums,
    private readonly completeness: Completeness,
    private readonly calendar: ReportCalendar,
  ) {}

  /** @throws DomainError that lists what there is, or names the limit */
  async run(request: MetricRequest, now: Date): Promise<MetricAnswer> {
    const question = questionOf(request, this.calendar.zone);
    // Asked before the figures are read: they may hold more than this says, never less.
    const { until } = this.completeness;
    const groups = await this.read(question, until ?? now);
    const figures = groups.flatMap((group) => this.figuresOf(question, group, until));
    const whole = { slice: [], summed: Summed.all(groups.map(({ summed }) => summed)) };
    const totals = this.figuresOf({ ...question, by: [] }, whole, until);
    return { question, ...(until && { completeUntil: until }), figures, totals };
  }

  private async read(question: MetricQuestion, until: Date): Promise<readonly SumsGroup[]> {
    const { formula, by, filter, zone, isHourly, from, to, grain } = question;
    const asked = [...new Set([...by, ...(Object.keys(filter) as SliceName[])])];
    const groups = await this.sums.read({
      cuboid: cuboidFor(asked, isHourly).id,
      measures: formula.reads,
      hasPercentiles: formula.hasPercentiles === true,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(grain && { grain }),
      ...{ timeZone: zone.name, by, filter },
      openFrom: until.getTime() - undecidedMs,
      limit: questionLimits.figures,
    });
    if (groups) return groups;
    const limit = questionLimits.figures;
    throw new DomainError(
      'too-many-figures',
      `more than ${limit} figures: take less time, fewer slices or a coarser grain`,
      'invalid',
      { limit },
    );
  }

  private figuresOf(question: MetricQuestion, group: SumsGroup, until: Date | undefined): readonly ReportedFigure[] {
    const { entry, formula, grain, by, filter, method, from, to, zone } = question;
    const window = grain && group.local !== undefined ? windowAt(group.local, grain, zone) : rangeOf(from, to);
    const { summed } = group;
    const status = statusOf(window?.end ?? Infinity, formula.reads, until?.getTime(), summed.late);
    const isAboutPeople = by.includes('agent') || filter.agent !== undefined;
    const named = by
      .map((name, index) => [name, group.slice[index] ?? ''] as const)
      .filter(([, value]) => value !== '');
    const slice: ReportedFigure['slice'] = Object.fromEntries(named);
    return formula
      .figures(summed)
      .filter((figure) => method === undefined || figure.method.split(',')[0] === method)
      .map((figure): ReportedFigure => {
        const isWithheld = isAboutPeople && figure.n < entry.minimumN;
        const { value, interval, ...rest } = figure;
        const shown = isWithheld ? { value: undefined } : { value, ...(interval && { interval }) };
        return { slice, ...(window && { window }), ...rest, ...shown, status, isWithheld };
      });
  }
}

function rangeOf(from: number | undefined, to: number | undefined): Window | undefined {
  return from === undefined || to === undefined ? undefined : { start: from, end: to };
}
