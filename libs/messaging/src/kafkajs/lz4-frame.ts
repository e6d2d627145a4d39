const magic = 0x184d2204;
const endMark = 0;
const storedFlag = 0x80000000;
const blockChecksumFlag = 0x10;
const contentSizeFlag = 0x08;
const dictionaryFlag = 0x01;

/**
 * Decompresses one LZ4 frame as Kafka writes it (standard frame format; checksums are left to Kafka's own of the
 * batch). Small enough to read, and needs no package: the ones that there are allocate for the largest block at once.
 *
 * @throws Error when it is not a frame, is cut short, or refers to bytes before its start
 */
export function decompressLz4(frame: Buffer): Buffer {
  if (frame.length < 7 || frame.readUInt32LE(0) !== magic) throw new Error('Not an LZ4 frame');
  const flags = frame.readUInt8(4);
  let at = 7 + ((flags & contentSizeFlag) === 0 ? 0 : 8) + ((flags & dictionaryFlag) === 0 ? 0 : 4);
  const output = new Output(frame.length * 4);
  for (;;) {
    const mark = frame.readUInt32LE(at);
    at += 4;
    if (mark === endMark) return output.bytes();
    const size = mark & ~storedFlag;
    const block = frame.subarray(at, at + size);
    if (block.length < size) throw new Error('LZ4 frame is cut short');
    if ((mark & storedFlag) === 0) decompressBlock(block, output);
    else output.append(block);
    at += size + ((flags & blockChecksumFlag) === 0 ? 0 : 4);
  }
}

/** Sequences of literal bytes followed by a copy of earlier output; the last one is literals alone. */
function decompressBlock(block: Buffer, output: Output): void {
  let at = 0;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    if (nibble < 15) return length;
    for (;;) {
      const byte = block.readUInt8(at++);
      length += byte;
      if (byte !== 255) return length;
    }
  };
  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literals = lengthFrom(token >> 4);
    if (at + literals > block.length) throw new Error('LZ4 block is cut short');
    output.append(block.subarray(at, at + literals));
    at += literals;
    if (at === block.length) return;
    const distance = block.readUInt16LE(at);
    at += 2;
    output.repeat(distance, lengthFrom(token & 15) + 4);
  }
}

/** Bytes that grow. Blocks may refer to those before them, so all of a frame stays in one piece. */
class Output {
  private buffer: Buffer;
  private length = 0;

  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafe(capacity);
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  append(bytes: Buffer): void {
    this.reserve(bytes.length);
    this.length += bytes.copy(this.buffer, this.length);
  }

  /** The source may overlap what is being written: a distance of 1 repeats one byte. */
  repeat(distance: number, count: number): void {
    if (distance === 0 || distance > this.length) throw new Error('LZ4 block refers to bytes before its start');
    this.reserve(count);
    const end = this.length + count;
    while (this.length < end) {
      const part = Math.min(distance, end - this.length);
      this.buffer.copyWithin(this.length, this.length - distance, this.length - distance + part);
      this.length += part;
    }
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + count));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }
}
