import { Injectable } from '@nestjs/common';
import { csatFigure, noCsat, plus, type CsatFigure } from '../domain/csat.js';
import { grouped, type FigureSlice, type Grouping } from '../domain/slice.js';
import { addVolumes, noVolumes, type Volumes } from '../domain/volume.js';
import { Completeness } from './completeness.js';
import { FigureReader, type FigureRange } from './figure-reader.js';
import { ReportCalendar } from './report-calendar.js';

export interface MetricReport<F> {
  readonly metric: string;
  /** How it was computed; another way would be another method. */
  readonly method: string;
  readonly formulaVersion: number;
  readonly timeZone: string;
  readonly by: Grouping;
  readonly from?: string;
  readonly to?: string;
  /** Absent until the service has caught up once. */
  readonly completeUntil?: string;
  readonly figures: readonly ({ readonly slice: FigureSlice } & F)[];
  /** Of everything in the range: never the mean of the figures above. */
  readonly total: F;
}

@Injectable()
export class ReportMetric {
  constructor(
    private readonly reader: FigureReader,
    private readonly completeness: Completeness,
    private readonly calendar: ReportCalendar,
  ) {}

  async csat(range: FigureRange, by: Grouping): Promise<MetricReport<CsatFigure>> {
    const frame = this.frame(range, by);
    const rows = await this.reader.csat(range);
    const figures = grouped(rows, by, noCsat, plus).map(({ slice, sums }) => ({ slice, ...csatFigure(sums) }));
    const total = csatFigure(rows.reduce<typeof noCsat>(plus, noCsat));
    return { metric: 'csat', method: 'top-two-of-five', formulaVersion: 1, ...frame, figures, total };
  }

  async volume(range: FigureRange, by: Grouping): Promise<MetricReport<Volumes>> {
    const frame = this.frame(range, by);
    const rows = await this.reader.volumes(range);
    const figures = grouped(rows, by, noVolumes, addVolumes).map(({ slice, sums }) => ({ slice, ...sums }));
    const total = rows.reduce<Volumes>(addVolumes, noVolumes);
    return { metric: 'volume', method: 'events-by-day-of-event', formulaVersion: 1, ...frame, figures, total };
  }

  /** Asked before the figures are read: they may hold more than this says, never less. */
  private frame({ from, to }: FigureRange, by: Grouping) {
    const { until } = this.completeness;
    return {
      timeZone: this.calendar.timeZone,
      by,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(until && { completeUntil: until.toISOString() }),
    };
  }
}
