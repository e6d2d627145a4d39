import { isAscii, isUtf8 } from 'node:buffer';

/** The text of bytes; null when they are no valid UTF-8 (a decoder that puts U+FFFD would change what was said). */
export function utf8Of(bytes: Buffer): string | null {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}
