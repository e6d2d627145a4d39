import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linesOf, type Line } from './lines-of.js';

async function* sent(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

async function all(pieces: readonly Buffer[], most = 100): Promise<Line[]> {
  const found: Line[] = [];
  for await (const lines of linesOf(sent(pieces), most)) found.push(...lines);
  return found;
}

const texts = (lines: readonly Line[]) =>
  lines.map((line) => [line.number, line.kind === 'line' ? line.bytes.toString('utf8') : line.kind]);

describe('linesOf', () => {
  it('finds the same lines however the bytes are cut', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '"', ' ', '漢', '\r') });
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(50)), async (lines, cuts) => {
        const bytes = Buffer.from(lines.join('\n'));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const pieces = at.slice(1).map((end, n) => bytes.subarray(at[n], end));
        const expected = lines.flatMap((text, n) => (/^[ \r]*$/.test(text) ? [] : [[n + 1, text]]));
        expect(texts(await all(pieces, 1_000))).toEqual(expected);
      }),
    );
  });

  it('keeps nothing of a line that is too long, and goes on after it', async () => {
    const long = Array.from({ length: 50 }, () => Buffer.from('x'.repeat(10)));
    const found = await all([Buffer.from('a\n'), ...long, Buffer.from('\nb\n'), Buffer.from(`${'y'.repeat(100)}\n`)]);
    expect(texts(found)).toEqual([
      [1, 'a'],
      [2, 'too-long'],
      [3, 'b'],
      [4, 'y'.repeat(100)],
    ]);
  });

  it('leaves out a byte order mark, at the beginning only', async () => {
    expect(texts(await all([Buffer.from('\ufeffa\n\ufeffb')]))).toEqual([
      [1, 'a'],
      [2, '\ufeffb'],
    ]);
  });

  it('gives what is there without waiting for more', async () => {
    let end = (): void => undefined;
    const endless = (async function* () {
      yield Buffer.from('a\nb\nc');
      await new Promise<void>((resolve) => (end = resolve));
    })();
    const lines = linesOf(endless, 100);
    expect(texts((await lines.next()).value as Line[])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    const last = lines.next();
    await Promise.resolve();
    end();
    expect(texts((await last).value as Line[])).toEqual([[3, 'c']]);
  });
});
