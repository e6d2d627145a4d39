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

type Headers = Record<string, Buffer | null | (Buffer | null)[]>;

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

function headersFrom(cursor: Cursor): Headers {
  const headers: Headers = {};
  for (let left = readVarint(cursor); left > 0; left -= 1) {
    const name = readText(cursor);
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

function readText(cursor: Cursor): string {
  const length = Math.max(0, readVarint(cursor));
  const start = cursor.offset;
  cursor.offset += length;
  return cursor.buffer.toString('utf8', start, cursor.offset);
}

function readValue(cursor: Cursor): Buffer | null {
  const length = readVarint(cursor);
  if (length < 0) return null;
  const start = cursor.offset;
  cursor.offset += length;
  return cursor.buffer.subarray(start, cursor.offset);
}
