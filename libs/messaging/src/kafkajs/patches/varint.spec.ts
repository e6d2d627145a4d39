import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readVarint, readVarlong, sizeOfVarint, writeVarint } from './varint.js';

const written = (value: number): Buffer => {
  const buffer = Buffer.alloc(10);
  return buffer.subarray(0, writeVarint(buffer, 0, value));
};

describe('variable-length integers', () => {
  it.each([
    [0, '00'],
    [-1, '01'],
    [1, '02'],
    [63, '7e'],
    [-64, '7f'],
    [64, '8001'],
    [-65, '8101'],
    [2147483647, 'feffffff0f'],
    [-2147483648, 'ffffffff0f'],
    [2147483648, '8080808010'],
  ])('writes %d as %s', (value, hex) => {
    expect(written(value).toString('hex')).toBe(hex);
  });

  it('reads back what it wrote, and knows the size beforehand', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer()), (value) => {
        const buffer = written(value);
        const cursor = { buffer, offset: 0 };
        expect(readVarlong(cursor)).toBe(value);
        expect(cursor.offset).toBe(buffer.length);
        expect(sizeOfVarint(value)).toBe(buffer.length);
      }),
    );
  });

  it('reads 32 bits without the wider path', () => {
    fc.assert(fc.property(fc.integer(), (value) => readVarint({ buffer: written(value), offset: 0 }) === value));
  });
});
