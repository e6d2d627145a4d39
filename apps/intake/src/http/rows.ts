import { PayloadTooLargeException } from '@nestjs/common';
import { parseJsonBody } from '#libs/service';
import type { Line } from './lines-of.js';
import type { Submitted } from './many-submissions.js';
import { binaryEvent, structuredEvent, type Sender } from './submitted-event.js';

/** Rows in one transaction; larger ones are no faster. */
const mostTogether = 250;
const mostBytesTogether = 4 * 1024 * 1024;

/** A row as the event that it is: a structured one says so by its `specversion`. Throws what is wrong with it. */
export function readRow(line: Line, mostBytes: number, sender: Sender): Submitted {
  if (line.kind === 'too-long') throw new PayloadTooLargeException(`a row has at most ${mostBytes} bytes`);
  const body = parseJsonBody(line.bytes);
  const isStructured = typeof body === 'object' && body !== null && 'specversion' in body;
  return isStructured ? structuredEvent(body, sender) : binaryEvent(body, sender);
}

/** Lines in parts that fit into a transaction, and into memory when all of them are long. */
export function* unitsOf(lines: readonly Line[]): Generator<readonly Line[]> {
  let unit: Line[] = [];
  let bytes = 0;
  for (const line of lines) {
    const length = line.kind === 'line' ? line.bytes.length : 0;
    if (unit.length === mostTogether || (unit.length > 0 && bytes + length > mostBytesTogether)) {
      yield unit;
      unit = [];
      bytes = 0;
    }
    unit.push(line);
    bytes += length;
  }
  if (unit.length > 0) yield unit;
}
