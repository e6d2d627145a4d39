import { readVarint, type Cursor } from './varint.js';

/** What kafkajs keeps of the batch that a record came in; it drops aborted records by it. */
export interface BatchContext {
  readonly firstOffset: string;
  readonly firstTimestamp: string;
  readonly partitionLeaderEpoch: number;
  readonly inTransaction: boolean;
  readonly isControlBatch: boolean;
  readonly lastOffsetDelta: number;
  readonly producerId: string;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly maxTimestamp: string;
  readonly timestampType: 0 | 1;
  readonly magicByte: number;
}

type HeaderValue = Buffer | string | null;
type Headers = Record<string, HeaderValue | HeaderValue[]>;

/** A record as kafkajs hands it around. */
export interface Message {
  readonly magicByte: number;
  readonly attributes: number;
  readonly timestamp: string;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Headers;
  readonly isControlRecord: boolean;
  readonly batchContext: BatchContext;
}

/** A record that reads its headers from the fetched bytes when it is asked for them, and every time it is asked. */
export class LazyMessage implements Message {
  readonly magicByte = 2;
  readonly attributes = 0;
  readonly isControlRecord: boolean;
  readonly #fetched: Buffer | undefined;
  readonly #headersAt: number;

  constructor(
    readonly offset: string,
    readonly timestamp: string,
    readonly key: Buffer | null,
    readonly value: Buffer | null,
    readonly batchContext: BatchContext,
    fetched: Buffer | undefined,
    headersAt: number,
  ) {
    this.isControlRecord = batchContext.isControlBatch;
    this.#fetched = fetched;
    this.#headersAt = headersAt;
  }

  get headers(): Headers {
    return this.#fetched ? headersFrom({ buffer: this.#fetched, offset: this.#headersAt }) : {};
  }
}

/** The names of the record read before, by their place: most records of a topic have the same headers in the same order. */
const namesBefore: string[] = [];
const mostNamesKept = 32;

function headersFrom(cursor: Cursor): Headers {
  const headers: Headers = {};
  const count = readVarint(cursor);
  for (let place = 0; place < count; place += 1) {
    const name = readName(cursor, place);
    const value = readValue(cursor);
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
    const together = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
    // A header may be called `__proto__`; assigning it would not make a property.
    if (name === '__proto__')
      Object.defineProperty(headers, name, { value: together, enumerable: true, configurable: true });
    else headers[name] = together;
  }
  return headers;
}

function readName(cursor: Cursor, place: number): string {
  const length = Math.max(0, readVarint(cursor));
  const start = cursor.offset;
  cursor.offset += length;
  const before = namesBefore[place];
  if (before !== undefined && isText(cursor.buffer, start, length, before)) return before;
  const name = cursor.buffer.toString('utf8', start, cursor.offset);
  if (place < mostNamesKept) namesBefore[place] = name;
  return name;
}

/** True only for ASCII: in any other text a byte is not a character. */
function isText(buffer: Buffer, start: number, length: number, text: string): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at += 1) {
    const byte = buffer[start + at] ?? 0x80;
    if (byte >= 0x80 || byte !== text.charCodeAt(at)) return false;
  }
  return true;
}

/** ASCII comes as text, half the memory of a view on the bytes; what may be no UTF-8 comes as bytes, for the codec to judge. */
function readValue(cursor: Cursor): Buffer | string | null {
  const length = readVarint(cursor);
  if (length < 0) return null;
  const { buffer, offset: start } = cursor;
  cursor.offset += length;
  for (let at = start; at < cursor.offset; at += 1)
    if ((buffer[at] ?? 0x80) >= 0x80) return buffer.subarray(start, cursor.offset);
  return length === 0 ? buffer.subarray(start, start) : buffer.toString('latin1', start, cursor.offset);
}
