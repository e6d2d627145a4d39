import { describe, expect, it } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import { FeedbackRecorded, jsonSchemaOf } from '#libs/contracts';
import { feedbackColumns } from '../application/export-rows.js';
import type { ExportTable } from '../application/export-table.js';
import { HyparquetFile } from './hyparquet-file.js';

describe('a Parquet file', () => {
  const at = new Date('2026-11-23T10:00:00.123Z');
  const table: ExportTable = {
    columns: [
      { name: 'item', type: 'text' },
      { name: 'value', type: 'number' },
      { name: 'n', type: 'count' },
      { name: 'deleted', type: 'flag' },
      { name: 'at', type: 'time' },
      { name: 'needs', type: 'list' },
    ],
    rows: [
      { item: 'kérdés 问题', value: 83.33333333333333, n: 6, deleted: false, at, needs: ['emotion'] },
      { item: 'nothing', n: 0 },
    ],
  };

  it('is read back row for row, to the last digit, with what is absent as NULL', async () => {
    const file = Uint8Array.from(new HyparquetFile().write(table)).buffer;
    expect(await parquetReadObjects({ file })).toEqual([
      { item: 'kérdés 问题', value: 83.33333333333333, n: 6n, deleted: false, at, needs: '["emotion"]' },
      { item: 'nothing', value: null, n: 0n, deleted: null, at: null, needs: null },
    ]);
  });

  it('of no rows still has its columns', async () => {
    const file = Uint8Array.from(new HyparquetFile().write({ ...table, rows: [] })).buffer;
    expect(await parquetReadObjects({ file })).toEqual([]);
  });

  it('of records has the columns of the contract', () => {
    const names = feedbackColumns.map(({ name }) => name);
    expect(names).toEqual(Object.keys(jsonSchemaOf(FeedbackRecorded).properties ?? {}));
  });
});
