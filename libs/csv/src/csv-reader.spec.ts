import { describe, expect, it } from '@jest/globals';
import { CsvReader, type CsvOptions, type CsvRow } from './csv-reader.js';
import fc from 'fast-check';

function read(text: string, options: CsvOptions = {}, chunkBytes = text.length || 1): CsvRow[] {
  const reader = new CsvReader(options);
  const bytes = Buffer.from(text, 'latin1');
  const rows: CsvRow[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) rows.push(...reader.push(bytes.subarray(at, at + chunkBytes)));
  return [...rows, ...reader.end()];
}

const fieldsOf = (rows: readonly CsvRow[]) => rows.map((row) => ('fields' in row ? row.fields : row.problem));

describe('CsvReader', () => {
  it.each([
    [
      'line ends of every sort',
      'a,b\r\nc,d\ne,f\rg,h',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h'],
      ],
    ],
    [
      'quotes, doubled quotes and line ends in quotes',
      '"a ""b""","c,d\r\ne"\nf,g\n',
      [
        ['a "b"', 'c,d\r\ne'],
        ['f', 'g'],
      ],
    ],
    [
      'empty fields and empty lines',
      'a,,c\n\n,\n""\n',
      [
        ['a', '', 'c'],
        ['', ''],
      ],
    ],
    ['a quote inside a field', '5" pipe,x\n', [['5" pipe', 'x']]],
    ['nothing', '', []],
  ])('reads %s, however the chunks are cut', (_, text, expected) => {
    for (const chunk of [1, 2, 3, 7, 1000]) expect(fieldsOf(read(text, {}, chunk))).toEqual(expected);
  });

  it('names the line that a record starts on', () => {
    expect(read('h\n"a\nb"\nc\n\nd').map(({ line }) => line)).toEqual([1, 2, 4, 6]);
  });

  it.each([
    ['text after a closing quote', 'a,b\n"x "y,z\nc,d\n', 'text follows the closing quote of field 1'],
    ['a quote that is never closed', 'a,b\n"x,y\nc,d\n', 'a quote is not closed'],
    ['a line without end', `a,b\n${'x'.repeat(200)}\nc,d\n`, 'longer than 100 bytes'],
    ['a quote left open for too long', `a,b\n"x\nc,d\n`, 'a quote is not closed'],
  ])('loses one record to %s, and goes on', (_, text, problem) => {
    for (const chunk of [1, 10, 1000]) {
      const rows = read(text, { maxRecordBytes: 100 }, chunk);
      expect(fieldsOf(rows)).toEqual([['a', 'b'], expect.stringContaining(problem), ['c', 'd']]);
      expect(rows.map(({ line }) => line)).toEqual([1, 2, 3]);
    }
  });

  it('gives back whatever fields were written', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 5 }),
        (records, chunk) => {
          const text = records.map((record) => record.map(quoted).join(',')).join('\r\n');
          expect(fieldsOf(read(text, {}, chunk))).toEqual(records);
        },
      ),
    );
  });
});
