import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { applyPatches } from './apply-patches.js';

const require = createRequire(import.meta.url);
applyPatches();

interface Encoder {
  readonly buffer: Buffer;
  size(): number;
  writeInt32(value: number): Encoder;
  writeString(value: string): Encoder;
  writeBuffer(value: Buffer): Encoder;
  writeEncoder(value: Encoder): Encoder;
  writeArray(values: readonly Encoder[]): Encoder;
  writeEncoderArray(values: readonly Encoder[]): Encoder;
}
const EncoderClass = require('kafkajs/src/protocol/encoder.js') as new () => Encoder;
const encoder = (): Encoder => new EncoderClass();
const of = (byte: number, length: number): Encoder => encoder().writeBuffer(Buffer.alloc(length, byte));
const int32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
};

describe('encodeByReference', () => {
  it.each([
    ['small parts', [3, 7]],
    ['a large part', [10_000]],
    ['large between small', [5, 20_000, 5]],
    ['two large parts, one after the other', [9_000, 9_000]],
    ['exactly at the border', [4_095, 4_096]],
  ])('writes %s as the original does, nested too', (_, sizes) => {
    const parts = sizes.map((size, index) => of(index + 1, size));
    const inner = encoder().writeInt32(42).writeArray(parts).writeString('end');
    const outer = encoder().writeInt32(inner.size()).writeEncoder(inner);
    const body = Buffer.concat([
      int32(42),
      int32(sizes.length),
      ...sizes.map((size, index) => Buffer.alloc(size, index + 1)),
      Buffer.from([0, 3]),
      Buffer.from('end'),
    ]);
    expect(inner.size()).toBe(body.length);
    expect(outer.buffer.equals(Buffer.concat([int32(body.length), body]))).toBe(true);
  });

  it('can be read twice', () => {
    const outer = encoder().writeEncoderArray([of(1, 5_000), of(2, 3)]);
    expect(outer.buffer.equals(outer.buffer)).toBe(true);
    expect(outer.buffer.length).toBe(outer.size());
  });
});
