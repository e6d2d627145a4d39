import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { ProbeDatabase } from '../messaging.probe.js';
import {
  boolArray,
  columnCodecs,
  float8Array,
  int4Array,
  int8Array,
  textArray,
  timestamptzArray,
  uuidArray,
} from './array-parameters.js';
import { Session } from './session.js';

let database: ProbeDatabase;
let session: Session;

beforeAll(async () => {
  database = await ProbeDatabase.create();
  session = await Session.open(database.session());
});
afterAll(async () => {
  await session.close();
  await database.drop();
});

/** What Postgres understood, as JSON or text of its own making: no parser of ours in between. */
async function understood(type: string, parameter: Buffer, element = 'e'): Promise<unknown> {
  const { rows } = await session.query({
    text: `select coalesce((select json_agg(${element} order by n) from unnest($1::${type}[]) with ordinality u(e, n)), '[]'::json) as found`,
    values: [parameter],
  });
  return rows[0]?.['found'];
}

async function roundTrips<T>(
  values: fc.Arbitrary<T>,
  type: string,
  encode: (values: readonly (T | undefined)[]) => Buffer,
  expected: (value: T) => unknown = (value) => value,
  element?: string,
): Promise<void> {
  const arrays = fc.array(fc.option(values, { nil: undefined, freq: 4 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(arrays, async (array) => {
      const wanted = array.map((value) => (value === undefined ? null : expected(value)));
      expect(await understood(type, encode(array), element)).toEqual(wanted);
    }),
    { numRuns: 60, examples: [[[]], [[undefined]]] },
  );
}

describe('arrays in binary format arrive as they were meant, with NULLs and empty', () => {
  it('text', () =>
    roundTrips(
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', '')),
      'text',
      textArray,
    ));

  it('text in any script, with quotes, braces and backslashes', async () => {
    const values = ['', '"{}\\,', 'NULL', 'Știință', '第三声铃响之前', '👩‍👩‍👧', '\n\t', 'é', undefined];
    expect(await understood('text', textArray(values))).toEqual(values.map((value) => value ?? null));
  });

  it('text with a lone surrogate arrives as the replacement character', async () => {
    expect(await understood('text', textArray(['a\ud800b']))).toEqual(['a\ufffdb']);
  });

  it('text with a NUL is refused by Postgres as a value, which names the one event that has it', async () => {
    await expect(understood('text', textArray(['a\u0000b']))).rejects.toMatchObject({ code: '22021' });
  });

  it('uuid', () => roundTrips(fc.uuid(), 'uuid', uuidArray));
  it('uuid in capitals', async () => {
    const id = randomUUID();
    expect(await understood('uuid', uuidArray([id.toUpperCase()]))).toEqual([id]);
  });
  it('int4', () => roundTrips(fc.integer(), 'int4', int4Array));
  it('int8', () => roundTrips(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), 'int8', int8Array, String, 'e::text'));
  it('float8', () =>
    roundTrips(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      'float8',
      float8Array,
    ));
  it('bool', () => roundTrips(fc.boolean(), 'bool', boolArray));

  it('timestamptz, from before 2000 to far ahead', () =>
    roundTrips(
      fc.date({
        min: new Date('0001-01-01T00:00:00Z'),
        max: new Date('9999-12-31T23:59:59.999Z'),
        noInvalidDate: true,
      }),
      'timestamptz',
      timestamptzArray,
      (date) => date.getTime(),
      '(extract(epoch from e) * 1000)::int8',
    ));

  it('timestamptz at the ends of what a Date can hold', async () => {
    const ends = [new Date(8_640_000_000_000_000), new Date(-4713, 11, 1)];
    const found = await understood('timestamptz', timestamptzArray(ends), '(extract(epoch from e) * 1000)::int8');
    expect(found).toEqual(ends.map((date) => date.getTime()));
  });

  it('jsonb', async () => {
    const values = [{ a: [1, null, 'x"'] }, [], 'text', 0, false, undefined, { '': '\u2028' }];
    const found = await understood('text', columnCodecs.jsonb.encode(values), 'e::jsonb');
    expect(found).toEqual(values.map((value) => value ?? null));
  });

  it('date', async () => {
    const found = await understood(
      'text',
      columnCodecs.date.encode(['2026-02-28', undefined, '0044-03-15']),
      'e::date',
    );
    expect(found).toEqual(['2026-02-28', null, '0044-03-15']);
  });
});
