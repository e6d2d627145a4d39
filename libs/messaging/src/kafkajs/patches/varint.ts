/**
 * Variable-length integers of Kafka's record format: zigzag, seven bits a byte, lowest first. Numbers of 32 bits are
 * done without BigInt; wider ones (time differences of more than 24 days) are rare.
 */

/** Where reading goes on; a record is read with one of these so that no tuple is made for each number. */
export interface Cursor {
  readonly buffer: Buffer;
  offset: number;
}

const fits32 = (value: number): boolean => value >= -0x80000000 && value <= 0x7fffffff;
const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;
const zigzag64 = (value: number): bigint => BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));

export function sizeOfVarint(value: number): number {
  if (!fits32(value)) return Math.max(1, Math.ceil(zigzag64(value).toString(2).length / 7));
  const encoded = zigzag(value);
  if (encoded < 0x80) return 1;
  if (encoded < 0x4000) return 2;
  if (encoded < 0x200000) return 3;
  return encoded < 0x10000000 ? 4 : 5;
}

/** Returns the offset after it. */
export function writeVarint(buffer: Buffer, offset: number, value: number): number {
  let at = offset;
  if (fits32(value)) {
    let rest = zigzag(value);
    while (rest >= 0x80) {
      buffer[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    buffer[at++] = rest;
    return at;
  }
  let rest = zigzag64(value);
  while (rest >= 0x80n) {
    buffer[at++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  buffer[at++] = Number(rest);
  return at;
}

/** For numbers of at most 32 bits, which all counts, lengths and offset deltas are. */
export function readVarint(cursor: Cursor): number {
  const { buffer } = cursor;
  let result = 0;
  let shift = 0;
  let byte: number;
  do {
    byte = buffer[cursor.offset++] ?? 0;
    result |= (byte & 0x7f) << shift;
    shift += 7;
  } while (byte >= 0x80);
  return (result >>> 1) ^ -(result & 1);
}

/** For numbers of up to 64 bits; exact as a double for every time that a clock can show. */
export function readVarlong(cursor: Cursor): number {
  const { buffer, offset } = cursor;
  if (
    ((buffer[offset] ?? 0) & (buffer[offset + 1] ?? 0) & (buffer[offset + 2] ?? 0) & (buffer[offset + 3] ?? 0)) <
    0x80
  )
    return readVarint(cursor);
  let result = 0n;
  let shift = 0n;
  let byte: number;
  do {
    byte = buffer[cursor.offset++] ?? 0;
    result |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
  } while (byte >= 0x80);
  return Number(BigInt.asIntN(64, (result >> 1n) ^ -(result & 1n)));
}
