import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BacklogReader, type BacklogFigure, type BacklogSlice } from '../application/backlog-reader.js';

type Row = Readonly<Record<string, string | number | null>>;

const columns: Readonly<Record<BacklogSlice, string>> = {
  channel: 'channel',
  queue: 'queue_id',
  kind: 'kind',
  need: 'primary_need',
  agent: 'agent_id',
};

@Injectable()
export class BacklogRepository extends BacklogReader {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async read(
    by: readonly BacklogSlice[],
    filter: Readonly<Partial<Record<BacklogSlice, readonly string[]>>>,
    now: Date,
  ): Promise<readonly BacklogFigure[]> {
    const values: unknown[] = [now];
    const wanted = Object.entries(filter).map(
      ([name, allowed]) => `and ${columns[name as BacklogSlice]} = any($${values.push(allowed)}::text[]) `,
    );
    const named = by.map((name) => `${columns[name]} as "${name}", `);
    const rows = await this.database.query<Row[]>(
      `select ${named.join('')}count(*)::int as n, ` +
        'percentile_disc(array[0.5, 0.9]) within group (order by age) as ages, ' +
        'count(*) filter (where age <= 10)::int as ten, count(*) filter (where age > 10 and age <= 30)::int as thirty ' +
        'from (select *, greatest(0, extract(epoch from $1::timestamptz - opened_at)::float8 / 86400) as age from case_fact ' +
        `where closed_at is null and opened_at <= $1 ${wanted.join('')}) open_case ` +
        (by.length > 0 ? `group by ${by.map((name) => columns[name]).join(', ')} order by n desc` : ''),
      values,
    );
    return rows.map((row) => figureOf(row, by));
  }
}

function figureOf(row: Row, by: readonly BacklogSlice[]): BacklogFigure {
  const [n, upTo10Days, upTo30Days] = [Number(row['n']), Number(row['ten']), Number(row['thirty'])];
  const ages = (row['ages'] ?? []) as unknown as readonly number[];
  const slice = Object.fromEntries(
    by.map((name) => [name, row[name]] as const).filter(([, value]) => value !== null && value !== undefined),
  ) as BacklogFigure['slice'];
  const [p50, p90] = ages;
  return {
    ...{ slice, n, upTo10Days, upTo30Days, older: n - upTo10Days - upTo30Days },
    ...(p50 !== undefined && { p50 }),
    ...(p90 !== undefined && { p90 }),
  };
}
