import { describe, expect, it } from '@jest/globals';
import { decompressLz4 } from './lz4-frame.js';

const frame = (...parts: string[]): Buffer => Buffer.from(parts.join(''), 'hex');
// Magic, flags (blocks independent), block size 64 KiB, checksum of the header (not looked at).
const header = '04224d18604000';
const end = '00000000';

describe('decompressLz4', () => {
  it('reads literals, copies that overlap themselves, and stored blocks', () => {
    // token 1 literal + match of 8 at distance 1, then token of 3 literals.
    const compressed = frame(header, '08000000', '14', '61', '0100', '30', '627364', end);
    expect(decompressLz4(compressed).toString()).toBe('aaaaaaaaabsd');
    expect(decompressLz4(frame(header, '02000080', '6869', end)).toString()).toBe('hi');
    expect(decompressLz4(frame(header, end))).toHaveLength(0);
  });

  it('reads lengths that go on in further bytes', () => {
    const literals = Buffer.alloc(300, 'x').toString('hex');
    const size = Buffer.alloc(4);
    size.writeUInt32LE(303);
    const compressed = frame(header, size.toString('hex'), 'f0', 'ff', '1e', literals, end);
    expect(decompressLz4(compressed).toString()).toBe('x'.repeat(300));
  });

  it.each([
    ['no frame', '00000000000000'],
    ['a block cut short', `${header}ff000000${'00'.repeat(4)}`],
    ['a reference before the start', `${header}04000000` + '10' + '61' + '0200' + end],
    ['literals beyond the block', `${header}02000000` + '50' + '61' + end],
  ])('refuses %s', (_name, hex) => {
    expect(() => decompressLz4(frame(hex))).toThrow();
  });
});
