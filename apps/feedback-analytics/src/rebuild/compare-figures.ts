import type { Session } from '#libs/messaging';

export interface Difference {
  readonly table: string;
  readonly key: string;
  readonly kept: string;
  readonly rebuilt: string;
}

const cell = 'cuboid, measure, period, slice_id, variant';
const tables = [
  {
    ...{ table: 'figure_sum', key: cell },
    values: ['n', 'part', 'part2', 'part3', 'total', 'squares', 'missing', 'late'],
  },
  { table: 'figure_bin', key: `${cell}, bin`, values: ['count'] },
] as const;

export interface Comparison {
  readonly compared: number;
  readonly differences: number;
  /** The first of them. */
  readonly examples: readonly Difference[];
}

/** Digit by digit: what is in one and not in the other counts, unless all of it is 0. */
export async function compareFigures(session: Session, kept: string, rebuilt: string): Promise<Comparison> {
  let [compared, differences] = [0, 0];
  const examples: Difference[] = [];
  for (const { table, key, values } of tables) {
    const list = values.join(', ');
    const zeros = values.map(() => '0').join(', ');
    const rows = (schema: string): string =>
      `(select row(${key})::text as key, row(${list})::text as value from ${schema}.${table} ` +
      `where row(${list}) is distinct from row(${zeros}))`;
    const text =
      `select count(*)::int8 as all_rows, count(*) filter (where a.value is distinct from b.value)::int8 as differing, ` +
      `(array_agg(json_build_array(key, a.value, b.value)) filter (where a.value is distinct from b.value))[1:10] as examples ` +
      `from ${rows(kept)} a full join ${rows(rebuilt)} b using (key)`;
    const [row] = (await session.query({ text })).rows;
    compared += Number(row?.['all_rows']);
    differences += Number(row?.['differing']);
    const found = (row?.['examples'] ?? []) as readonly [string, string | null, string | null][];
    examples.push(...found.map(([at, was, is]) => ({ table, key: at, kept: was ?? 'none', rebuilt: is ?? 'none' })));
  }
  return { compared, differences, examples };
}
