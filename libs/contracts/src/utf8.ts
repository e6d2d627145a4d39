import { isUtf8 } from 'node:buffer';

const beyondAscii = /[\x80-\xff]/;

/**
 * The text of bytes; null when they are no valid UTF-8 (a decoder that puts U+FFFD would change what was said).
 * Latin-1 first: nearly every header and most bodies are ASCII, and one look then replaces two native calls.
 */
export function utf8Of(bytes: Buffer): string | null {
  const text = bytes.toString('latin1');
  if (!beyondAscii.test(text)) return text;
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}
