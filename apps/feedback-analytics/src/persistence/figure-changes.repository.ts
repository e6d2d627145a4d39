import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FigureChanges, type ChangedDay } from '../application/figure-changes.js';
import type { Measure } from '../domain/facts/contribution.js';

interface Row {
  readonly period: Date;
  readonly measure: Measure;
  readonly changes: string;
  readonly published: string;
}

@Injectable()
export class FigureChangesRepository extends FigureChanges {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async pending(limit: number): Promise<readonly ChangedDay[]> {
    const rows = await this.database.query<Row[]>(
      'select period, measure, changes, published from figure_touched where period in (' +
        'select distinct period from figure_touched where changes <> published order by period desc limit $1) ' +
        'order by period desc',
      [limit],
    );
    const days = new Map<number, Row[]>();
    for (const row of rows) {
      const known = days.get(row.period.getTime());
      if (known) known.push(row);
      else days.set(row.period.getTime(), [row]);
    }
    return [...days.entries()].map(([period, measures]) => ({
      period: new Date(period),
      measures: measures.map(({ measure, changes, published }) => ({
        ...{ measure, changes: Number(changes), published: Number(published) },
      })),
    }));
  }
}
