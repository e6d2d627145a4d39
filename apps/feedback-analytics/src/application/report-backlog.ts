import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import { isEnoughForPeople } from '../domain/catalogue/metric-catalogue.js';
import { BacklogReader, backlogSlices, type BacklogFigure, type BacklogSlice } from './backlog-reader.js';
import { Completeness } from './completeness.js';
import { questionOf } from './metric-question.js';
import { ReportCalendar } from './report-calendar.js';

export interface BacklogReport {
  readonly asOf: Date;
  readonly by: readonly BacklogSlice[];
  readonly completeUntil?: Date;
  readonly figures: readonly (BacklogFigure & { readonly isWithheld: boolean })[];
  readonly total: BacklogFigure;
}

/** How old the open cases are now. A figure of the present: it has no windows. */
@Injectable()
export class ReportBacklog {
  constructor(
    private readonly backlog: BacklogReader,
    private readonly completeness: Completeness,
    private readonly calendar: ReportCalendar,
  ) {}

  /** @throws DomainError that lists what there is */
  async run(asked: { readonly by?: string; readonly filter?: string }, now: Date): Promise<BacklogReport> {
    const question = questionOf({ metric: 'transfers-per-case', ...asked }, this.calendar.zone);
    const by = question.by.map(known);
    const filter = Object.fromEntries(Object.entries(question.filter).map(([name, values]) => [known(name), values]));
    const { until: completeUntil } = this.completeness;
    const [figures, [total]] = await Promise.all([
      this.backlog.read(by, filter, now),
      this.backlog.read([], filter, now),
    ]);
    const isAboutPeople = by.includes('agent') || 'agent' in filter;
    return {
      ...{ asOf: now, by, ...(completeUntil && { completeUntil }) },
      figures: by.length === 0 ? [] : figures.map((figure) => this.shown(figure, isAboutPeople)),
      total: total ?? { slice: {}, n: 0, upTo10Days: 0, upTo30Days: 0, older: 0 },
    };
  }

  private shown({ p50, p90, ...rest }: BacklogFigure, isAboutPeople: boolean) {
    const isWithheld = isAboutPeople && !isEnoughForPeople('backlog-age', rest.n);
    const ages = { ...(p50 !== undefined && { p50 }), ...(p90 !== undefined && { p90 }) };
    return { ...rest, ...(isWithheld ? {} : ages), isWithheld };
  }
}

function known(name: string): BacklogSlice {
  const found = backlogSlices.find((slice) => slice === name);
  if (found) return found;
  const details = { slices: backlogSlices };
  throw new DomainError('unknown-slice', 'open cases have other slices; see details.slices', 'invalid', details);
}
