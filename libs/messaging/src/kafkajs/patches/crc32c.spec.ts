import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crc32C } from './crc32c.js';
import { internal } from './kafkajs-internals.js';

const original = internal<(bytes: Buffer) => number>('protocol/recordBatch/crc32C/index.js');

it('gives the published check value', () => {
  expect(crc32C(Buffer.from('123456789'))).toBe(0xe3069283);
  expect(crc32C(Buffer.alloc(0))).toBe(0);
});

it('agrees with kafkajs on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(crc32C(Buffer.from(bytes))).toBe(original(Buffer.from(bytes)));
    }),
  );
});
