import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRequire } from 'node:module';
import { batchDecoder, type DecodeBatch, type FetchDecoder } from './record-batch-decoder.js';
import { encodeBatch, type BatchToEncode, type Encoder, type UnencodedRecord } from './record-batch-encoder.js';

// The codec of kafkajs is the oracle; nothing is patched in this file.
const require = createRequire(import.meta.url);
const originalRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: UnencodedRecord) => Encoder;
const { RecordBatch: originalBatch } = require('kafkajs/src/protocol/recordBatch/v0') as {
  RecordBatch: (batch: unknown) => Promise<Encoder>;
};
const originalDecode = require('kafkajs/src/protocol/recordBatch/v0/decoder') as DecodeBatch;
const OriginalDecoder = require('kafkajs/src/protocol/decoder') as new (buffer: Buffer) => FetchDecoder;
const decode = batchDecoder(originalDecode);

const inOldWay = async (batch: BatchToEncode): Promise<Buffer> =>
  (await originalBatch({ ...batch, records: (batch.records ?? []).map(originalRecord) })).buffer;

const bytes = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
);
/** kafkajs mistakes inherited properties for an earlier header of that name. */
const headerName = fc.string({ unit: 'grapheme' }).filter((name) => !(name in {}));
const record: fc.Arbitrary<UnencodedRecord> = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(headerName, fc.oneof(bytes, fc.array(bytes, { maxLength: 3 })), { maxKeys: 4 }),
  timestampDelta: fc.oneof(fc.nat(), fc.integer({ min: -(2 ** 45), max: 2 ** 45 })),
});
const batch: fc.Arbitrary<BatchToEncode> = fc
  .record({
    records: fc.array(record, { minLength: 1, maxLength: 12 }),
    firstOffset: fc.bigInt({ min: 0n, max: 2n ** 62n }),
    firstTimestamp: fc.integer({ min: 0, max: 4e12 }),
    maxTimestamp: fc.integer({ min: 0, max: 4e12 }),
    partitionLeaderEpoch: fc.nat(),
    transactional: fc.boolean(),
    producerId: fc.bigInt({ min: -1n, max: 2n ** 62n }),
    producerEpoch: fc.integer({ min: 0, max: 32_767 }),
    firstSequence: fc.nat(),
  })
  .map(({ records, ...rest }) => ({
    ...rest,
    lastOffsetDelta: records.length - 1,
    records: records.map((each, offsetDelta) => ({ ...each, offsetDelta })),
  }));

describe('the record batch encoder', () => {
  it('writes byte for byte what kafkajs writes', async () => {
    await fc.assert(
      fc.asyncProperty(batch, async (each) => {
        expect(encodeBatch(each).equals(await inOldWay(each))).toBe(true);
      }),
    );
  });

  it('writes an empty batch and one of defaults as kafkajs does', async () => {
    const times = { firstTimestamp: 1, maxTimestamp: 2 };
    expect(encodeBatch({ ...times, records: [] })).toEqual(await inOldWay({ ...times, records: [] }));
    expect(encodeBatch({ ...times, records: [{}] })).toEqual(await inOldWay({ ...times, records: [{}] }));
  });

  it('writes null headers, over which kafkajs stumbles', async () => {
    const encoded = encodeBatch({ records: [{ value: 'x', headers: { none: null, absent: undefined } }] });
    const { records } = await originalDecode(new OriginalDecoder(encoded));
    expect(records[0]?.headers).toEqual({ none: null, absent: null });
  });

  it('refuses what is neither text nor bytes', () => {
    expect(() => encodeBatch({ records: [{ value: 5 as unknown as string }] })).toThrow('must be of type');
  });
});

describe('the record batch decoder', () => {
  it('reads what kafkajs reads', async () => {
    await fc.assert(
      fc.asyncProperty(batch, async (each) => {
        const encoded = encodeBatch(each);
        const [theirs, ours] = [new OriginalDecoder(encoded), new OriginalDecoder(encoded)];
        expect(plain(await decode(ours))).toEqual(plain(await originalDecode(theirs)));
        expect(ours.offset).toBe(theirs.offset);
      }),
    );
  });

  it.each([
    ['time of appending', 0x08],
    ['control batch', 0x20],
    ['control batch of a transaction', 0x30],
  ])('reads the flag for %s as kafkajs does', async (_name, flag) => {
    const encoded = encodeBatch({ firstTimestamp: 1, maxTimestamp: 9, records: [{ key: Buffer.from([0, 0, 0, 1]) }] });
    encoded.writeInt16BE(flag, 21);
    const theirs = await originalDecode(new OriginalDecoder(encoded));
    expect(plain(await decode(new OriginalDecoder(encoded)))).toEqual(plain(theirs));
  });

  it('reads compressed batches as kafkajs does', async () => {
    const gzip = await inOldWay({
      compression: 1,
      lastOffsetDelta: 1,
      records: [{ value: 'a' }, { value: 'b', offsetDelta: 1 }],
    });
    const theirs = await originalDecode(new OriginalDecoder(gzip));
    expect(plain(await decode(new OriginalDecoder(gzip)))).toEqual(plain(theirs));
  });

  it('refuses a batch that was cut short, wherever it was cut', async () => {
    const encoded = encodeBatch({ records: [{ key: 'key', value: 'value', headers: { a: 'b' } }] });
    for (let length = 49; length < encoded.length; length += 1) {
      const cut = new OriginalDecoder(encoded.subarray(0, length));
      await expect(decode(cut)).rejects.toMatchObject({ name: 'KafkaJSPartialMessageError' });
    }
  });

  it('reads one batch after the other', async () => {
    const decoder = new OriginalDecoder(
      Buffer.concat([
        encodeBatch({ records: [{ value: 'a' }] }),
        encodeBatch({ firstOffset: 7, records: [{ value: 'b' }] }),
      ]),
    );
    const batches = [await decode(decoder), await decode(decoder)];
    expect(batches.flatMap(({ records }) => records.map(({ offset, value }) => [offset, value?.toString()]))).toEqual([
      ['0', 'a'],
      ['7', 'b'],
    ]);
  });

  it.each([
    ['its last records', [{ value: 'a' }], ['10', '14']],
    ['all of its records', [], ['14']],
  ])('ends at the true end of a batch that lost %s to compaction', async (_name, records, offsets) => {
    const encoded = encodeBatch({ firstOffset: 10, lastOffsetDelta: 4, records });
    const decoded = await decode(new OriginalDecoder(encoded));
    expect(decoded.records.map(({ offset }) => offset)).toEqual(offsets);
    expect(decoded.records.at(-1)).toMatchObject({ isControlRecord: true, key: null, value: null });
  });

  it('gives ASCII values of headers as text, and leaves anything else as bytes', async () => {
    const headers = { ascii: 'TR-42', empty: '', accented: 'größe', broken: Buffer.from([0x80]) };
    const { records } = await decode(new OriginalDecoder(encodeBatch({ records: [{ headers }] })));
    expect(records[0]?.headers).toEqual({
      ascii: 'TR-42',
      empty: Buffer.alloc(0),
      accented: Buffer.from('größe'),
      broken: Buffer.from([0x80]),
    });
  });

  it('does not take a header for the one that stood in its place in the record before', async () => {
    const records = [{ ce_id: 'a' }, { ce_ix: 'b' }, { ce_id: 'c' }, { çe: 'd' }, { çe: 'e' }].map((headers) => ({
      headers,
    }));
    const decoded = await decode(new OriginalDecoder(encodeBatch({ records, lastOffsetDelta: 4 })));
    expect(decoded.records.slice(0, 5).map(({ headers }) => headers)).toEqual(records.map(({ headers }) => headers));
  });

  it('keeps headers with names that objects have by birth', async () => {
    const headers = Object.fromEntries([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c'],
    ]);
    const { records } = await decode(new OriginalDecoder(encodeBatch({ records: [{ headers }] })));
    expect(Object.entries(records[0]?.headers ?? {}).map(([name, value]) => [name, String(value)])).toEqual(
      Object.entries(headers),
    );
  });
});

function plain({ records, ...batchFields }: Awaited<ReturnType<DecodeBatch>>): unknown {
  return {
    ...batchFields,
    magicByte: 2,
    records: records.map(
      ({ offset, timestamp, key, value, headers, magicByte, attributes, isControlRecord, batchContext }) => ({
        ...{
          offset,
          timestamp,
          key,
          value,
          headers: asBytes(headers),
          magicByte,
          attributes,
          isControlRecord,
          batchContext,
        },
      }),
    ),
  };
}

type Value = Buffer | string | null;

/** kafkajs gives every value of a header as bytes. */
function asBytes(headers: Readonly<Record<string, Value | Value[]>>): object {
  const bytes = (value: Value): Buffer | null => (typeof value === 'string' ? Buffer.from(value) : value);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.map(bytes) : bytes(value)]),
  );
}
