/** A longer text is read up to here: the first pages say what it is about, and nobody can make classifying slow. */
const mostCharacters = 20_000;

const notAscii = /[\u0080-\uffff]/;
const accents = /[\u0300-\u036f]/g;

/**
 * The text as terms are taken from it: compatible forms are one (NFKC: full-width letters and punctuation too), without case,
 * and without the accents of Latin, Greek and Cyrillic, which writers leave out as they like (`și` and `si`, `kérem` and `kerem`).
 */
export function folded(text: string): string {
  const head = text.length > mostCharacters ? text.slice(0, mostCharacters) : text;
  if (!notAscii.test(head)) return head.toLowerCase();
  return head.normalize('NFKD').replace(accents, '').normalize('NFKC').toLowerCase().replaceAll('ß', 'ss');
}
