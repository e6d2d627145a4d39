import { describe, expect, it } from '@jest/globals';
import { CsvTable, isFault, type CsvTableOptions, type RowFault, type TableRow } from './csv-table.js';

async function* cut(bytes: Buffer, chunkBytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

async function read(bytes: Buffer, options: Partial<CsvTableOptions> = {}, chunkBytes = 1_000) {
  const table = await CsvTable.open(cut(bytes, chunkBytes), { file: 'x.csv', ...options });
  const rows: (TableRow | RowFault)[] = [];
  for await (const row of table.rows()) rows.push(row);
  return { columns: table.columns, rows };
}

const text = 'name,said\nő,"a, b"\n王,c\n';
const expected = {
  columns: ['name', 'said'],
  rows: [
    { line: 2, fields: ['ő', 'a, b'] },
    { line: 3, fields: ['王', 'c'] },
  ],
};

describe('CsvTable', () => {
  it.each([
    ['UTF-8', Buffer.from(text), undefined],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), undefined],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), undefined],
    ['UTF-16, big end first, with its mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), undefined],
    ['UTF-16 by name', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-8 with its mark under another name', Buffer.from(`\ufeff${text}`), 'windows-1250'],
    ['UTF-16 with its mark under another name', Buffer.from(`\ufeff${text}`, 'utf16le'), 'windows-1250'],
  ])('reads %s, however the chunks are cut', async (_, bytes, encoding) => {
    for (const chunk of [1, 2, 3, 5, 1_000]) {
      expect(await read(bytes, encoding === undefined ? {} : { encoding }, chunk)).toEqual(expected);
    }
  });

  it('reads the encoding that is named, and tells bytes that are not of it', async () => {
    const bytes = Buffer.concat([Buffer.from('name,said\n'), Buffer.from([0xf5]), Buffer.from(',x\ny,z\n')]);
    expect((await read(bytes, { encoding: 'windows-1250' })).rows[0]).toEqual({ line: 2, fields: ['ő', 'x'] });
    expect((await read(bytes)).rows).toEqual([
      { line: 2, column: 'name', reason: 'is not utf-8', fields: ['', 'x'] },
      { line: 3, fields: ['y', 'z'] },
    ]);
  });

  it.each([
    ['too few fields', 'a', '', 'has 1 fields where the header has 2'],
    ['too many fields', 'a,b,c', '', 'has 3 fields where the header has 2'],
    ['a quote too early', '"a" b,c', '', 'text follows the closing quote of field 1'],
    ['a quote that is not closed', '"a,b', '', 'a quote is not closed'],
  ])('makes a fault of %s, and reads the rest', async (_, row, column, reason) => {
    const { rows } = await read(Buffer.from(`h,i\n${row}\nx,y\n`));
    expect(rows[0]).toMatchObject({ line: 2, column, reason });
    expect(rows[1]).toEqual({ line: 3, fields: ['x', 'y'] });
    expect(rows.map(isFault)).toEqual([true, false]);
  });

  it('does not hold a line of many gigabytes, and reads what comes after it', async () => {
    const chunk = Buffer.alloc(65_536, 'x');
    let given = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('h\nfirst\n');
      for (; given < 4_000; given += 1) yield chunk;
      yield Buffer.from('\nlast\n');
    }
    const table = await CsvTable.open(endless(), { file: 'x.csv' });
    const rows = table.rows();
    expect((await rows.next()).value).toEqual({ line: 2, fields: ['first'] });
    expect((await rows.next()).value).toMatchObject({ line: 3, reason: expect.stringContaining('longer than') });
    // It is known to be too long once its first MiB is there: the rest is never kept.
    expect(given).toBeLessThan(20);
    expect((await rows.next()).value).toEqual({ line: 4, fields: ['last'] });
    expect((await rows.next()).done).toBe(true);
  });

  it.each([
    ['nothing', Buffer.from(''), 'x.csv:1: the file has no header'],
    ['a mark alone', Buffer.from('\ufeff'), 'x.csv:1: the file has no header'],
    ['a header with a broken quote', Buffer.from('"a"b,c\n'), 'x.csv:1: header: text follows the closing quote'],
    ['a header of other bytes', Buffer.from([0xff, 0x41, 0x41, 0x0a]), 'x.csv:1: header: is not utf-8'],
  ])('does not begin with %s', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(message);
  });
});
