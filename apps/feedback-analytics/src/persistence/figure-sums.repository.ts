import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FigureSums, type SumsGroup, type SumsQuery } from '../application/figure-sums.js';
import { sumNames, type Measure, type Sums } from '../domain/facts/contribution.js';
import { Summed, type BinPart, type SummedPart } from '../domain/figures/summed.js';

type Row = Readonly<Record<string, string | number | boolean | Date | null>>;

/** A measure has at most so many variants and open halves, so that a limit of groups is a limit of rows. */
const rowsOfGroup = 60;
const binsOfGroup = 2_000;

@Injectable()
export class FigureSumsRepository extends FigureSums {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async read(query: SumsQuery): Promise<readonly SumsGroup[] | undefined> {
    const sums = await this.rows(query, 'sum');
    const bins = query.hasPercentiles ? await this.rows(query, 'bin') : [];
    const groups = new Map<string, { slice: string[]; local: number | undefined; sums: Row[]; bins: Row[] }>();
    for (const [rows, kind] of [[sums, 'sums'] as const, [bins, 'bins'] as const]) {
      for (const row of rows) {
        const slice = query.by.map((name) => String(row[name] ?? ''));
        const local = row['local'] === null || row['local'] === undefined ? undefined : Number(row['local']);
        const key = JSON.stringify([local, slice]);
        const group = groups.get(key) ?? { slice, local, sums: [], bins: [] };
        if (!groups.has(key)) groups.set(key, group);
        group[kind].push(row);
      }
    }
    if (groups.size > query.limit || sums.length >= query.limit * rowsOfGroup) return undefined;
    return [...groups.values()]
      .sort((a, b) => (a.local ?? 0) - (b.local ?? 0) || compare(a.slice, b.slice))
      .map((group): SumsGroup => ({
        slice: group.slice,
        ...(group.local !== undefined && { local: group.local }),
        summed: new Summed(group.sums.map(partOf), group.bins.map(binOf)),
      }));
  }

  private async rows(query: SumsQuery, kind: 'sum' | 'bin'): Promise<Row[]> {
    const values: unknown[] = [query.cuboid, query.measures];
    const given = (value: unknown): string => `$${values.push(value)}`;
    const local =
      query.grain === undefined
        ? 'null::float8'
        : `extract(epoch from date_trunc(${given(query.grain)}, s.period at time zone ${given(query.timeZone)}))::float8 * 1000`;
    const where = ['s.cuboid = $1', 's.measure = any($2::text[])'];
    if (query.from !== undefined) where.push(`s.period >= ${given(new Date(query.from))}`);
    if (query.to !== undefined) where.push(`s.period < ${given(new Date(query.to))}`);
    const slices = Object.entries(query.filter);
    const sliced = slices.length > 0 || query.by.length > 0;
    for (const [name, wanted] of slices) where.push(`f."${name}" = any(${given(wanted)}::text[])`);
    const by = query.by.map((name) => `f."${name}"`);
    const open = kind === 'sum' ? `(s.period >= ${given(new Date(query.openFrom))})` : 's.bin';
    const counted =
      kind === 'sum'
        ? [...sumNames, 'late'].map((name) => `sum(s.${name})::float8 as "${name}"`).join(', ')
        : 'sum(s.count)::float8 as count';
    const limit = query.limit * (kind === 'sum' ? rowsOfGroup : binsOfGroup);
    const text =
      `select ${local} as local, s.measure, s.variant, ${open} as rest${by.map((one) => `, ${one}`).join('')}, ${counted} ` +
      `from figure_${kind} s ${sliced ? 'join figure_slice f on f.slice_id = s.slice_id and f.cuboid = $1 ' : ''}` +
      `where ${where.join(' and ')} group by 1, 2, 3, 4${by.map((_, index) => `, ${index + 5}`).join('')} limit ${limit}`;
    return this.database.query<Row[]>(text, values);
  }
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((name, index) => name !== b[index]);
  return at < 0 ? 0 : String(a[at]) < String(b[at]) ? -1 : 1;
}

function partOf(row: Row): SummedPart {
  const sums = Object.fromEntries(sumNames.map((name) => [name, Number(row[name])])) as unknown as Sums;
  return { ...named(row), isOpen: row['rest'] === true, sums, late: Number(row['late']) };
}

function binOf(row: Row): BinPart {
  return { ...named(row), bin: Number(row['rest']), count: Number(row['count']) };
}

function named(row: Row): { readonly measure: Measure; readonly variant: string } {
  return { measure: String(row['measure']) as Measure, variant: String(row['variant']) };
}
