import { internal } from './kafkajs-internals.js';

/** Insides of kafkajs' encoder, with what this patch adds: whole buffers that stand before `buf`. */
interface Encoder {
  buf: Buffer;
  offset: number;
  before?: Buffer[];
  bytesBefore?: number;
  readonly buffer: Buffer;
  writeEncoder: (this: Encoder, value: Encoder) => Encoder;
}

/** Smaller ones are copied, as ever. */
const referencedFrom = 4_096;
const tailBytes = 256;

/**
 * Passes large parts of a request on by reference. The original copies a batch of records five times on its way into
 * a request (partition, topic, body, header, length), each time into a zeroed buffer of the next power of two: some
 * 10 KB allocated and zeroed for each event of 1 KB, which made the collector of garbage run five times a second.
 * Here the parts are put together once, when the request is written to the socket.
 */
export function encodeByReference(): void {
  const { prototype } = internal<{ prototype: Encoder }>('protocol/encoder.js');
  const { writeEncoder: copyEncoder } = prototype;

  prototype.writeEncoder = function writeEncoder(this: Encoder, value: Encoder): Encoder {
    if (value.before === undefined && !(Buffer.isBuffer(value.buf) && value.offset >= referencedFrom))
      return copyEncoder.call(this, value);
    for (const part of partsOf(value)) append(this, part);
    return this;
  };

  Object.defineProperty(prototype, 'writeEncoderArray', {
    value: function writeEncoderArray(this: Encoder, values: readonly Encoder[]): Encoder {
      for (const value of values) this.writeEncoder(value);
      return this;
    },
  });
  Object.defineProperty(prototype, 'buffer', {
    get: function buffer(this: Encoder): Buffer {
      const parts = partsOf(this);
      return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    },
  });
  Object.defineProperty(prototype, 'size', {
    value: function size(this: Encoder): number {
      return (this.bytesBefore ?? 0) + this.offset;
    },
  });
}

function partsOf(encoder: Encoder): readonly Buffer[] {
  const tail = encoder.buf.subarray(0, encoder.offset);
  return encoder.before === undefined ? [tail] : [...encoder.before, tail];
}

function append(encoder: Encoder, part: Buffer): void {
  if (part.length === 0) return;
  encoder.before ??= [];
  encoder.before.push(encoder.buf.subarray(0, encoder.offset), part);
  encoder.bytesBefore = (encoder.bytesBefore ?? 0) + encoder.offset + part.length;
  encoder.buf = Buffer.allocUnsafe(tailBytes);
  encoder.offset = 0;
}
