/** One record of a CSV file, or why there is none. `line` is the line that it starts on, from 1. */
export type CsvRow =
  { readonly line: number; readonly fields: readonly string[] } | { readonly line: number; readonly problem: string };

export interface CsvOptions {
  /** One character. */
  readonly delimiter?: string;
  /** A longer record is an error of its own: somewhere a quote was never closed. */
  readonly maxRecordBytes?: number;
}

type Scan = { readonly fields: string[]; readonly end: number } | { readonly problem: string } | 'incomplete';

/**
 * Reads CSV (RFC 4180; lines end with LF, CR LF or CR) from chunks of any size. A record that cannot be read becomes a
 * problem, and reading goes on with the line after its first one, so that one stray quote costs one record.
 * Text is taken and given byte by byte (`latin1`): what the bytes mean is decided per field, by who knows the encoding.
 */
export class CsvReader {
  private text = '';
  private line = 1;
  /** Inside a line that is too long: everything up to its end is dropped. */
  private isSkipping = false;
  private readonly delimiter: string;
  private readonly maxRecordBytes: number;

  constructor({ delimiter = ',', maxRecordBytes = 1_048_576 }: CsvOptions = {}) {
    this.delimiter = delimiter;
    this.maxRecordBytes = maxRecordBytes;
  }

  push(chunk: Buffer): CsvRow[] {
    this.text += chunk.toString('latin1');
    return this.take(false);
  }

  end(): CsvRow[] {
    return this.take(true);
  }

  private take(isLast: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    let at = 0;
    while (at < this.text.length) {
      if (this.isSkipping) {
        const next = this.lineAfter(at, isLast);
        this.isSkipping = next === undefined;
        at = next ?? this.text.length;
        if (next !== undefined) this.line += 1;
        continue;
      }
      const scan = scanRecord(this.text, at, this.delimiter, isLast);
      if (scan !== 'incomplete' && 'fields' in scan && scan.end - at <= this.maxRecordBytes) {
        if (scan.fields.length > 1 || scan.fields[0] !== '') rows.push({ line: this.line, fields: scan.fields });
        this.line += linesIn(this.text, at, scan.end);
        at = scan.end;
        continue;
      }
      if (scan === 'incomplete' && this.text.length - at <= this.maxRecordBytes) break;
      const isBroken = scan !== 'incomplete' && 'problem' in scan;
      rows.push({ line: this.line, problem: isBroken ? scan.problem : this.tooLong() });
      this.isSkipping = true;
    }
    this.text = this.text.slice(at);
    return rows;
  }

  private tooLong(): string {
    return `the record is longer than ${this.maxRecordBytes} bytes; most often a quote is not closed`;
  }

  private lineAfter(from: number, isLast: boolean): number | undefined {
    for (let at = from; at < this.text.length; at++) {
      const after = lineEnd(this.text, at, isLast);
      if (after === 'incomplete') return undefined;
      if (after !== undefined) return after;
    }
    return undefined;
  }
}

/** The position after the line end at `at`, or undefined where there is none. A CR may be half of a CR LF. */
function lineEnd(text: string, at: number, isLast: boolean): number | undefined | 'incomplete' {
  const code = text.charCodeAt(at);
  if (code === 10) return at + 1;
  if (code !== 13) return undefined;
  if (at + 1 === text.length) return isLast ? at + 1 : 'incomplete';
  return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) lines += 1;
  }
  return lines;
}

function scanRecord(text: string, start: number, delimiter: string, isLast: boolean): Scan {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    let field: string;
    if (text[at] === '"') {
      const closing = closingQuote(text, at + 1);
      if (closing === undefined || (closing + 1 === text.length && !isLast)) {
        return isLast ? { problem: 'a quote is not closed' } : 'incomplete';
      }
      field = text.slice(at + 1, closing).replaceAll('""', '"');
      at = closing + 1;
    } else {
      const from = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
      field = text.slice(from, at);
    }
    fields.push(field);
    if (at === text.length) return isLast ? { fields, end: at } : 'incomplete';
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    const end = lineEnd(text, at, isLast);
    if (end === 'incomplete') return 'incomplete';
    if (end === undefined) return { problem: `text follows the closing quote of field ${fields.length}` };
    return { fields, end };
  }
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return undefined;
}
