/** A line that was sent, without its end. Numbers count from 1, blank lines too. */
export type Line =
  | { readonly kind: 'line'; readonly number: number; readonly bytes: Buffer }
  /** Its bytes were let go as they came. */
  | { readonly kind: 'too-long'; readonly number: number };

const [newline, carriageReturn, space] = [10, 13, 32];
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of a stream, those of each piece that arrives together: what is here is worked on without waiting for more.
 * Nothing is read ahead while they are worked on, and no more than `mostBytes` of a line are kept. Blank lines are left out.
 */
export async function* linesOf(pieces: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<readonly Line[]> {
  const line = new LineInHand(mostBytes);
  for await (const piece of pieces) {
    const found: Line[] = [];
    let start = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
      line.add(piece.subarray(start, end));
      found.push(...line.take());
      start = end + 1;
    }
    line.add(piece.subarray(start));
    if (found.length > 0) yield found;
  }
  const last = line.take();
  if (last.length > 0) yield last;
}

class LineInHand {
  private parts: Buffer[] = [];
  private length = 0;
  private number = 1;

  constructor(private readonly mostBytes: number) {}

  add(part: Buffer): void {
    this.length += part.length;
    if (this.length > this.mostBytes) this.parts = [];
    else if (part.length > 0) this.parts.push(part);
  }

  take(): readonly Line[] {
    const { number, length, parts } = this;
    this.number += 1;
    this.length = 0;
    this.parts = [];
    if (length > this.mostBytes) return [{ kind: 'too-long', number }];
    const joined = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    const hasMark = number === 1 && joined.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    const bytes = hasMark ? joined.subarray(byteOrderMark.length) : joined;
    return isBlank(bytes) ? [] : [{ kind: 'line', number, bytes }];
  }
}

const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === space || byte === carriageReturn || byte === 9);
