import type { ColumnType } from '#libs/messaging';

/** What TypeORM decorators may say, and the type that the unit of work writes. */
const supported = new Map<unknown, ColumnType>([
  ['uuid', 'uuid'],
  ['text', 'text'],
  ['varchar', 'text'],
  ['character varying', 'text'],
  [String, 'text'],
  ['int4', 'int4'],
  ['int', 'int4'],
  ['integer', 'int4'],
  [Number, 'int4'],
  ['int8', 'int8'],
  ['bigint', 'int8'],
  ['float8', 'float8'],
  ['double precision', 'float8'],
  ['bool', 'bool'],
  ['boolean', 'bool'],
  [Boolean, 'bool'],
  ['timestamptz', 'timestamptz'],
  ['timestamp with time zone', 'timestamptz'],
  ['jsonb', 'jsonb'],
  ['date', 'date'],
]);

const advice = new Map<unknown, string>([
  [Date, "write type: 'timestamptz'"],
  ['timestamp', "use 'timestamptz'"],
  ['timestamp without time zone', "use 'timestamptz'"],
  ['enum', "use 'text' with a check constraint in the migration"],
  ['simple-enum', "use 'text' with a check constraint in the migration"],
  ['numeric', "use 'text' for money, 'float8' for measurements or 'int8' for counts"],
  ['decimal', "use 'text' for money, 'float8' for measurements or 'int8' for counts"],
  ['smallint', "use 'int4'"],
  ['int2', "use 'int4'"],
  ['real', "use 'float8'"],
  ['float4', "use 'float8'"],
  ['json', "use 'jsonb'"],
  ['simple-json', "use 'jsonb'"],
  ['simple-array', "use 'jsonb'"],
  [Array, "write type: 'jsonb'"],
  [Object, "write the type: 'text', 'jsonb', …"],
]);

/** @throws Error naming the type and what to write instead */
export function columnType(type: unknown, isArray: boolean): ColumnType {
  if (isArray) throw new Error("arrays cannot be written by the unit of work: use 'jsonb'");
  const found = supported.get(type);
  if (found) return found;
  const name = typeof type === 'function' ? type.name : String(type);
  throw new Error(
    `type ${name} cannot be written by the unit of work: ${advice.get(type) ?? `use one of ${[...new Set(supported.values())].join(', ')}`}`,
  );
}
