import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import kafkajs from 'kafkajs';
import { murmur2, partitionFor } from './partition.js';

describe('murmur2', () => {
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %j as the Java client does', (key, hash) => {
    expect(murmur2(key)).toBe(hash);
  });

  it('hashes text as its UTF-8 bytes', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (key) => murmur2(key) === murmur2(Buffer.from(key))));
  });
});

describe('partitionFor', () => {
  it('chooses what the default partitioner of kafkajs chooses, which copies the Java one', () => {
    const choose = kafkajs.Partitioners.DefaultPartitioner();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 200 }), (bytes, partitions) => {
        const key = Buffer.from(bytes);
        const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
          partitionId,
          partitionErrorCode: 0,
          leader: 1,
          replicas: [],
          isr: [],
        }));
        const chosen = choose({ topic: 'any', partitionMetadata, message: { key, value: null } });
        expect(partitionFor(key, partitions)).toBe(chosen);
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a count of %d partitions', (partitions) => {
    expect(() => partitionFor('key', partitions)).toThrow(RangeError);
  });
});
