import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvLine } from './csv-line.js';
import { CsvReader } from './csv-reader.js';

describe('csvLine', () => {
  it.each([
    [['a', 'b c'], 'a,b c\n'],
    [['a,b', 'say "x"', 'two\nlines', 'cr\r'], '"a,b","say ""x""","two\nlines","cr\r"\n'],
    [['', ''], ',\n'],
    [[''], '""\n'],
    [[' around '], '" around "\n'],
    [['=1+1'], '=1+1\n'],
  ])('writes %j', (fields, line) => {
    expect(csvLine(fields)).toBe(line);
  });

  it('is read back as it was given', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é') });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), (fields) => {
        const reader = new CsvReader();
        const rows = [...reader.push(Buffer.from(csvLine(fields), 'latin1')), ...reader.end()];
        // An empty line is skipped, and so is a record that holds nothing.
        expect(rows).toEqual(fields.length === 1 && fields[0] === '' ? [] : [{ line: 1, fields }]);
      }),
    );
  });
});
