/** Where a command writes: results to one stream, progress and errors to the other. */
export interface Terminal {
  write(text: string): void;
  writeError(text: string): void;
  /** Set by a command that did its work, but with an outcome that a script must notice. */
  failed: boolean;
}

export const terminal: Terminal = {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  failed: false,
};

export function printJson(out: Terminal, value: unknown): void {
  out.write(`${JSON.stringify(value, bytesAsText, 2)}\n`);
}

/** A body is text where it is UTF-8, else `{ base64 }`. */
function bytesAsText(_key: string, value: unknown): unknown {
  const isBuffer =
    value !== null && typeof value === 'object' && 'type' in value && value.type === 'Buffer' && 'data' in value;
  return isBuffer ? readable(Buffer.from(value.data as number[])) : value;
}

export function readable(bytes: Buffer): string | { readonly base64: string } {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : { base64: bytes.toString('base64') };
}

/** Columns as wide as their widest cell; cells are cut at `maxCell` characters and kept on one line. */
export function table(header: readonly string[], rows: readonly (readonly unknown[])[], maxCell = 72): string {
  const cells = [header, ...rows.map((row) => row.map(cellOf))].map((row) => row.map((cell) => cut(cell, maxCell)));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return '-';
  if (value instanceof Date) return timeOf(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Control characters of a sender must not steer the operator's terminal. */
export const printable = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, '�');

function cut(text: string, maxCell: number): string {
  const line = printable(text.replace(/\s+/g, ' '));
  return line.length > maxCell ? `${line.slice(0, maxCell - 1)}…` : line;
}

export const timeOf = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

export function ageOf(seconds: number): string {
  if (seconds < 1) return '0 s';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
