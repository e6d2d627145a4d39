import { columnCodecs, type AppendTable, type Statement } from '#libs/messaging';

/**
 * Inserts rows; with a key, those that are there already are overwritten. For tables with one writer: there is no version
 * to check.
 */
export class Insert {
  private readonly text: string;

  constructor(
    private readonly table: AppendTable,
    key?: string,
  ) {
    const { columns } = table;
    const names = columns.map(({ column }) => column).join(', ');
    const parameters = columns
      .map(({ type }, index) => `$${String(index + 1)}::${columnCodecs[type].parameterType}`)
      .join(', ');
    const values = columns.map(({ column, type }) => `u.${column}${columnCodecs[type].cast}`).join(', ');
    const others = columns.filter(({ column }) => column !== key).map(({ column }) => `${column} = excluded.${column}`);
    this.text =
      `insert into ${table.table} (${names}) select ${values} from unnest(${parameters}) u(${names})` +
      (key === undefined ? '' : ` on conflict (${key}) do update set ${others.join(', ')}`);
  }

  statement(rows: readonly Readonly<Record<string, unknown>>[]): Statement {
    const values = this.table.columns.map(({ property, type }) =>
      columnCodecs[type].encode(rows.map((row) => row[property])),
    );
    return { name: `engine_write_${this.table.table}`, text: this.text, values };
  }
}
