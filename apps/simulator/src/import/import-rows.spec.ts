import { describe, expect, it } from '@jest/globals';
import type { RowFault } from '#libs/csv';
import { RowImport, type ImportPlan } from './import-rows.js';
import { parseMapping } from './parse-mapping.js';
import type { MappedRow } from './row-to-submission.js';

const mappingText = (csv = ''): string => `name: calls
${csv}
id: '{Key}'
time: { column: At, format: iso }
fields: { channel: email, channelAccount: desk, direction: inbound, party.type: email, party.handle: '{From}', party.verified: true }
`;
const header = 'Key,At,From';
const good = '1,2015-03-01T10:00:00Z,ana@example.org';

async function imported(bytes: Buffer | string, csv?: string, publish?: ImportPlan['publish']) {
  const rejects: RowFault[] = [];
  const published: MappedRow[] = [];
  const rows = new RowImport({
    source: chunksOf(Buffer.from(bytes)),
    file: 'calls.csv',
    mapping: parseMapping(mappingText(csv), 'calls.yaml'),
    mappingFile: 'calls.yaml',
    rejects: { useHeader: () => undefined, add: async (reject) => void rejects.push(reject) },
    publish: publish ?? (async (batch) => (published.push(...batch), new Map())),
    signal: new AbortController().signal,
  });
  await rows.run();
  return { counts: rows.counts, rejects, handles: published.map(({ data }) => data.party.handle) };
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50);
}

describe('an import', () => {
  it.each([
    ['a mark of UTF-8', Buffer.from(`\ufeff${header}\n${good}\n`), undefined],
    ['CR LF', Buffer.from(`${header}\r\n${good}\r\n`), undefined],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${header}\n${good}\n`, 'utf16le'), undefined],
    ['another delimiter', Buffer.from(`${header}\n${good}`.replaceAll(',', ';')), "csv: { delimiter: ';' }"],
  ])('reads %s', async (_, bytes, csv) => {
    expect(await imported(bytes, csv)).toMatchObject({
      counts: { rows: 1, published: 1, rejected: 0, bytes: bytes.length },
      handles: ['ana@example.org'],
    });
  });

  it('reads the encoding that the mapping names', async () => {
    const bytes = Buffer.concat([Buffer.from(`${header}\n2,2015-03-01,`), Buffer.from([0xf5]), Buffer.from('@x.hu\n')]);
    expect((await imported(bytes, 'csv: { encoding: windows-1250 }')).handles).toEqual(['ő@x.hu']);
    const { rejects } = await imported(bytes);
    expect(rejects).toMatchObject([{ line: 2, column: 'From', reason: 'is not utf-8' }]);
  });

  it('rejects what cannot be published, with line, column and reason, and publishes the rest', async () => {
    const rows = [
      header,
      good,
      '2,2015-03-01',
      '3,soon,bo@x.org',
      '"4" ,2015-03-01,c@x.org',
      ',2015-03-01,d@x.org',
      good.replace('1', '5'),
    ];
    const { counts, rejects } = await imported(rows.join('\n'));
    expect(counts).toMatchObject({ rows: 6, published: 2, rejected: 4 });
    expect(rejects.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [3, '', 'has 2 fields where the header has 3'],
      [4, 'At', 'time: does not look like iso'],
      [5, '', 'text follows the closing quote of field 1'],
      [6, 'Key', expect.stringContaining('id: is empty')],
    ]);
    expect(rejects[1]?.fields).toEqual(['3', 'soon', 'bo@x.org']);
  });

  it('says what the door refused, and stops when the door is gone', async () => {
    const refuse: ImportPlan['publish'] = async (batch) => new Map(batch.map((row) => [row, 'no more']));
    expect((await imported(`${header}\n${good}`, '', refuse)).rejects).toMatchObject([{ line: 2, reason: 'no more' }]);
    await expect(imported(`${header}\n${good}`, '', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  });

  it.each([
    [
      'a column that is not there',
      'Key,From\n1,x',
      /calls\.yaml: reads "At", which calls\.csv does not have; it has Key, From/,
    ],
    ['an empty file', '', /calls\.csv:1: the file has no header/],
  ])('does not begin with %s', async (_, text, message) => {
    await expect(imported(text)).rejects.toThrow(message);
  });
});
