/** Gives the text of a field, or nothing where its bytes are not of the encoding. */
export type Decode = (field: string) => string | undefined;

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

/** UTF-16 has line ends and commas of two bytes: it is turned to UTF-8 before anything looks at it. */
export async function* asBytes(source: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let isFirst = true;
  for await (const chunk of source) {
    if (isFirst) {
      const wide = wideEncodingOf(chunk, encoding);
      if (wide !== undefined) decoder = new TextDecoder(wide);
    }
    let bytes = decoder ? Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8') : chunk;
    if (isFirst && bytes.subarray(0, 3).equals(byteOrderMark)) bytes = bytes.subarray(3);
    isFirst = false;
    yield bytes;
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function wideEncodingOf(start: Buffer, encoding: string): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return /^utf-?16(le|be)?$/i.test(encoding) ? encoding : undefined;
}

/** What the fields hold once {@link asBytes} has been over them. */
export function fieldEncodingOf(encoding: string): string {
  return /^utf-?16/i.test(encoding) ? 'utf-8' : encoding;
}
