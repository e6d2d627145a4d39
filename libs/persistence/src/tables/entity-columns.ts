import { getMetadataArgsStorage, type ColumnOptions } from 'typeorm';
import type { ColumnSpec } from '#libs/messaging';
import type { EntityClass } from '../database/data-source.js';
import { snakeCase } from '../database/snake-naming.strategy.js';
import { columnType } from './column-types.js';

export interface EntityColumns {
  readonly table: string;
  /** Columns that a program writes; those that the database fills by itself are left out. */
  readonly columns: readonly ColumnSpec[];
  /** Properties of the primary key, generated ones too. */
  readonly primary: readonly string[];
}

/** Columns that Postgres fills at the insert. `updateDate` would need TypeORM at each update. */
const filledByDatabase = new Set(['createDate']);
const written = new Set(['regular', 'version']);

/**
 * What the decorators of an entity say, without a connection. An inherited column counts; one that the subclass
 * declares again wins.
 * @throws Error naming entity, column and what to do
 */
export function entityColumns(entity: EntityClass): EntityColumns {
  const storage = getMetadataArgsStorage();
  const family = inheritance(entity);
  const table = storage.tables.find((one) => one.target === entity);
  if (!table) throw new Error(`${entity.name} is not an entity: it has no @Entity decorator`);
  for (const relation of storage.filterRelations(family)) {
    refuse(entity, relation.propertyName, 'relations cannot be written by the unit of work: keep the id as a column');
  }
  for (const embedded of storage.filterEmbeddeds(family)) {
    refuse(entity, embedded.propertyName, "embedded entities cannot be written by the unit of work: use 'jsonb'");
  }
  const found = storage.filterColumns(family);
  const generated = new Set(
    storage.generations.filter((one) => family.includes(one.target as EntityClass)).map((one) => one.propertyName),
  );
  return {
    table: (table.schema === undefined ? '' : `${table.schema}.`) + (table.name ?? snakeCase(entity.name)),
    columns: found
      .filter(({ propertyName, mode, options }) => !(generated.has(propertyName) || isFilledByDatabase(mode, options)))
      .map(({ propertyName, mode, options }) => columnSpec(entity, propertyName, mode, options)),
    primary: found.filter((column) => column.options.primary === true).map((column) => column.propertyName),
  };
}

function isFilledByDatabase(mode: string, options: ColumnOptions): boolean {
  return filledByDatabase.has(mode) || options.insert === false || options.asExpression !== undefined;
}

function columnSpec(entity: EntityClass, property: string, mode: string, options: ColumnOptions): ColumnSpec {
  if (!written.has(mode)) {
    refuse(
      entity,
      property,
      `a ${mode} column is TypeORM's to write: make it an ordinary column that the state carries`,
    );
  }
  if (options.transformer !== undefined) {
    refuse(entity, property, 'transformers are not run by the unit of work: store the value as it is');
  }
  try {
    return {
      property,
      column: options.name ?? snakeCase(property),
      type: columnType(options.type, options.array === true),
    };
  } catch (error) {
    return refuse(entity, property, error instanceof Error ? error.message : String(error));
  }
}

function refuse(entity: EntityClass, property: string, problem: string): never {
  throw new Error(`${entity.name}.${property}: ${problem}`);
}

/** The class and its ancestors, nearest first: TypeORM keeps the first of two columns with one name. */
function inheritance(entity: EntityClass): EntityClass[] {
  const family: EntityClass[] = [];
  for (
    let one: unknown = entity;
    typeof one === 'function' && one !== Function.prototype;
    one = Object.getPrototypeOf(one)
  ) {
    family.push(one as EntityClass);
  }
  return family;
}
