/** Gives the text of a field, or nothing where its bytes are not of the encoding. */
export type Decode = (field: string) => string | undefined;

/** The bytes of a file without a byte order mark, and the encoding that they are in. */
export interface EncodedBytes {
  readonly encoding: string;
  readonly bytes: AsyncGenerator<Buffer>;
}

const notAscii = /[\x80-\xff]/;

/**
 * @param encoding any name that WHATWG knows, such as `utf-8`, `windows-1250`, `gb18030`
 * @throws RangeError for a name that it does not know
 */
export function decoderOf(encoding: string): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (field) => {
    if (!notAscii.test(field)) return field;
    try {
      return decoder.decode(Buffer.from(field, 'latin1'));
    } catch {
      return undefined;
    }
  };
}

/**
 * Looks for a byte order mark, which counts more than the name that was given. UTF-16 has line ends and commas of two
 * bytes: it is turned to UTF-8 before anything looks at it.
 */
export async function unmarked(source: AsyncIterable<Buffer>, encoding: string): Promise<EncodedBytes> {
  const chunks = source[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < utf8Mark.length) {
    const next = await chunks.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  const wide = wideEncodingOf(start, encoding);
  if (wide !== undefined) return { encoding: 'utf-8', bytes: narrowed(joined(start, chunks), wide) };
  if (!start.subarray(0, utf8Mark.length).equals(utf8Mark)) return { encoding, bytes: joined(start, chunks) };
  return { encoding: 'utf-8', bytes: joined(start.subarray(utf8Mark.length), chunks) };
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

function wideEncodingOf(start: Buffer, encoding: string): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return /^utf-?16(le|be)?$/i.test(encoding) ? encoding : undefined;
}

async function* joined(start: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield start;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  } finally {
    // Who stops reading early closes the file with it.
    await chunks.return?.();
  }
}

async function* narrowed(source: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}
