import pg from 'pg';
import type { Writable } from 'node:stream';

/** What a query of pg uses of its connection. */
interface Connection {
  readonly stream: Writable;
  readonly parsedStatements: Readonly<Record<string, string | undefined>>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
}

type Value = string | Buffer | null;

const code = { parse: 0x50, bind: 0x42, describe: 0x44, execute: 0x45, sync: 0x53, portal: 0x50 } as const;

/**
 * A query of pg that puts its messages (parse where needed, bind, describe, execute, sync) into one buffer of the right
 * size. The writer of pg begins with 256 bytes and copies what it has each time it grows: some 4 KB allocated for each
 * event of 1 KB, in five writes for each statement.
 */
export class OneWriteQuery extends pg.Query {
  private readonly statement: { readonly text: string; readonly name: string };
  private readonly parameters: readonly Value[];

  /** @throws TypeError for a value that cannot be a parameter; nothing was sent then */
  constructor(
    statement: { readonly text: string; readonly name: string },
    values: readonly unknown[],
    done: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super(statement);
    this.statement = statement;
    this.parameters = values.map(valueOf);
    // pg looks for it on the object, and puts its time-out around it.
    Object.assign(this, { callback: done });
  }

  /** Called by pg in place of its own. */
  prepare({ stream, parsedStatements, submittedNamedStatements }: Connection): void {
    const { name, text } = this.statement;
    const isKnown = (parsedStatements[name] ?? submittedNamedStatements[name]) !== undefined;
    const values = this.parameters;
    const parseBytes = isKnown ? 0 : 1 + 4 + sizeOfText(name) + sizeOfText(text) + 2;
    const bindBytes = 1 + 4 + 1 + sizeOfText(name) + 2 + 2 * values.length + 2 + sizeOfValues(values) + 4;
    const buffer = Buffer.allocUnsafe(parseBytes + bindBytes + 7 + 10 + 5);
    let offset = 0;
    if (!isKnown) {
      offset = writeStart(buffer, offset, code.parse, parseBytes);
      offset = buffer.writeInt16BE(0, writeText(buffer, writeText(buffer, offset, name), text));
      submittedNamedStatements[name] = text;
    }
    offset = writeStart(buffer, offset, code.bind, bindBytes);
    offset = writeText(buffer, writeText(buffer, offset, ''), name);
    offset = writeValues(buffer, offset, values);
    offset = buffer.writeInt16BE(0, buffer.writeInt16BE(1, offset)); // all results as text
    offset = writeStart(buffer, offset, code.describe, 7);
    buffer[offset++] = code.portal;
    offset = writeText(buffer, offset, '');
    offset = writeStart(buffer, offset, code.execute, 10);
    offset = buffer.writeInt32BE(0, writeText(buffer, offset, ''));
    writeStart(buffer, offset, code.sync, 5);
    if (stream.writable) stream.write(buffer);
  }
}

function valueOf(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new TypeError(`a parameter must be text, bytes, a number, a Date or null, not ${typeof value}`);
}

const sizeOfText = (text: string): number => Buffer.byteLength(text) + 1;

function sizeOfValues(values: readonly Value[]): number {
  let size = 0;
  for (const value of values) size += 4 + (value === null ? 0 : Buffer.byteLength(value));
  return size;
}

/** A message's code and its length, which counts itself but not the code. */
function writeStart(buffer: Buffer, offset: number, messageCode: number, bytes: number): number {
  buffer[offset] = messageCode;
  return buffer.writeInt32BE(bytes - 1, offset + 1);
}

function writeText(buffer: Buffer, offset: number, text: string): number {
  const end = offset + buffer.write(text, offset);
  buffer[end] = 0;
  return end + 1;
}

function writeValues(buffer: Buffer, start: number, values: readonly Value[]): number {
  let offset = buffer.writeInt16BE(values.length, start);
  for (const value of values) offset = buffer.writeInt16BE(Buffer.isBuffer(value) ? 1 : 0, offset);
  offset = buffer.writeInt16BE(values.length, offset);
  for (const value of values) {
    if (value === null) {
      offset = buffer.writeInt32BE(-1, offset);
      continue;
    }
    offset = buffer.writeInt32BE(Buffer.byteLength(value), offset);
    offset += typeof value === 'string' ? buffer.write(value, offset) : value.copy(buffer, offset);
  }
  return offset;
}
