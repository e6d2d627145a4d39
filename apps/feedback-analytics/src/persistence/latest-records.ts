import { columnCodecs, type StatementTable, type StateTable } from '#libs/messaging';

/** Rows of a table of states written without being read before: the highest version of each key stays. */
export function latestRecords({ table, columns, key }: StateTable, name: string): StatementTable {
  const columnOf = (property: string): string => columns.find((one) => one.property === property)?.column ?? property;
  const names = columns.map(({ column }) => column);
  const given = columns.map(({ type }, index) => `$${index + 1}::${columnCodecs[type].parameterType}`);
  const selected = columns.map(({ column, type }) => `u.${column}${columnCodecs[type].cast}`);
  const others = names.filter((column) => column !== columnOf(key));
  return {
    kind: 'statement',
    name,
    columns,
    text:
      `insert into ${table} as t (${names.join(', ')}) select distinct on (u.${columnOf(key)}) ${selected.join(', ')} ` +
      `from unnest(${given.join(', ')}) u(${names.join(', ')}) order by u.${columnOf(key)}, u.version desc ` +
      `on conflict (${columnOf(key)}) do update set ${others.map((column) => `${column} = excluded.${column}`).join(', ')} ` +
      `where t.version < excluded.version`,
  };
}
