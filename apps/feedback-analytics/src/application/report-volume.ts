import { Injectable } from '@nestjs/common';
import { grouped, type FigureSlice, type Grouping } from '../domain/slice.js';
import { addVolumes, noVolumes, type Volumes } from '../domain/volume.js';
import { Completeness } from './completeness.js';
import { FigureReader, type FigureRange } from './figure-reader.js';
import { ReportCalendar } from './report-calendar.js';

export interface VolumeReport {
  readonly metric: 'volume';
  readonly method: string;
  readonly formulaVersion: number;
  readonly timeZone: string;
  readonly by: Grouping;
  readonly from?: string;
  readonly to?: string;
  /** Absent until the service has caught up once. */
  readonly completeUntil?: string;
  readonly figures: readonly ({ readonly slice: FigureSlice } & Volumes)[];
  readonly total: Volumes;
}

@Injectable()
export class ReportVolume {
  constructor(
    private readonly reader: FigureReader,
    private readonly completeness: Completeness,
    private readonly calendar: ReportCalendar,
  ) {}

  async run({ from, to, ...range }: FigureRange, by: Grouping): Promise<VolumeReport> {
    // Asked before the figures are read: they may hold more than this says, never less.
    const { until } = this.completeness;
    const between = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const rows = await this.reader.volumes({ ...range, ...between });
    return {
      ...{ metric: 'volume', method: 'events-by-day-of-event', formulaVersion: 1 },
      ...{ timeZone: this.calendar.timeZone, by, ...between },
      ...(until && { completeUntil: until.toISOString() }),
      figures: grouped(rows, by, noVolumes, addVolumes).map(({ slice, sums }) => ({ slice, ...sums })),
      total: rows.reduce<Volumes>(addVolumes, noVolumes),
    };
  }
}
