import type { AppendTable, StateTable, TallyTable } from '#libs/messaging';
import type { EntityClass } from '../database/data-source.js';
import { entityColumns, type EntityColumns } from './entity-columns.js';

type Entity<E> = (new () => E) & EntityClass;
type Property<E> = keyof E & string;

/**
 * The table of an entity as the unit of work writes it: one state per key, with an integer `version`.
 * @throws Error naming entity, column and what to do, when the unit of work cannot write it
 */
export function stateTable<E extends object>(entity: Entity<E>, options: { readonly key: Property<E> }): StateTable {
  const found = entityColumns(entity);
  if (found.primary.length !== 1 || found.primary[0] !== options.key) {
    throw new Error(`${entity.name}.${options.key}: the key of a state table must be its only @PrimaryColumn`);
  }
  requireWritten(entity, found, [options.key]);
  const version = found.columns.find((column) => column.property === 'version');
  if (version?.type !== 'int4' || version.column !== 'version') {
    throw new Error(`${entity.name}.version: a state table needs a column \`version\` of type int4`);
  }
  return { kind: 'state', table: found.table, columns: found.columns, key: options.key };
}

/**
 * The table of an entity as the unit of work appends to it. Generated columns and creation dates are the database's.
 * `notify` is a channel that is told once per transaction.
 */
export function appendTable<E extends object>(
  entity: Entity<E>,
  options: { readonly notify?: string } = {},
): AppendTable {
  const found = entityColumns(entity);
  return { kind: 'append', table: found.table, columns: found.columns, ...options };
}

/** The table of an entity as the unit of work counts in it: `key` is the primary key, all other columns are numbers. */
export function tallyTable<E extends object>(
  entity: Entity<E>,
  options: { readonly key: readonly Property<E>[] },
): TallyTable {
  const found = entityColumns(entity);
  const { key } = options;
  if (found.primary.length !== key.length || !key.every((property) => found.primary.includes(property))) {
    throw new Error(`${entity.name}: the key of a tally table must name exactly its @PrimaryColumns`);
  }
  requireWritten(entity, found, key);
  for (const column of found.columns) {
    if (key.includes(column.property as Property<E>) || ['int4', 'int8', 'float8'].includes(column.type)) continue;
    throw new Error(
      `${entity.name}.${column.property}: only int4, int8 and float8 can be added to, not ${column.type}`,
    );
  }
  return { kind: 'tally', table: found.table, columns: found.columns, key };
}

function requireWritten(entity: EntityClass, found: EntityColumns, key: readonly string[]): void {
  for (const property of key) {
    if (found.columns.some((column) => column.property === property)) continue;
    throw new Error(`${entity.name}.${property}: a key is decided by the program, so it cannot be generated`);
  }
}
