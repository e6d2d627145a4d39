/** Postgres types that a column of a unit's table may have; arrays and objects are `jsonb`. */
export type ColumnType = 'uuid' | 'text' | 'int4' | 'int8' | 'float8' | 'bool' | 'timestamptz' | 'jsonb' | 'date';

export interface ColumnSpec {
  /** Property of the state. Absent (undefined) in the state is NULL in the row. */
  readonly property: string;
  readonly column: string;
  readonly type: ColumnType;
}

interface Table {
  readonly table: string;
  readonly columns: readonly ColumnSpec[];
}

/** States with a key and an integer `version` column: loaded by key, inserted when new, updated when the version is the loaded one. */
export interface StateTable extends Table {
  readonly kind: 'state';
  /** Property that is the primary key. */
  readonly key: string;
}

/** Rows inserted with `on conflict do nothing`. */
export interface AppendTable extends Table {
  readonly kind: 'append';
  /** Sent once per transaction that appends here, so that another process wakes up. */
  readonly notify?: string;
}

/** Counters: `key` columns are the primary key, the others are numbers to be added to. */
export interface TallyTable extends Table {
  readonly kind: 'tally';
  readonly key: readonly string[];
}

/**
 * Not one table but one statement, for changes that go by another key than the primary one (an erasure by customer).
 * Rows are appended as to a table and handed to the statement as one array for each column, `$1` on, in the flush
 * after all tables and before the outbox. It must come to the same when it runs again.
 */
export interface StatementTable {
  readonly kind: 'statement';
  /** Name of the prepared statement; unique within the service. */
  readonly name: string;
  readonly columns: readonly Pick<ColumnSpec, 'property' | 'type'>[];
  readonly text: string;
}

export type UnitTable = StateTable | AppendTable | TallyTable | StatementTable;
