/** Crockford's alphabet: no I, L, O and U, so that a reference survives being read aloud or written by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const dataCharacters = 7;

/** `TR-XXXX-XXXX` from the first 35 bits of hexadecimal text: seven characters and one that checks them. */
export function caseReference(hex: string): string {
  // 36 bits, exact as a number.
  let bits = Math.floor(Number.parseInt(hex.replaceAll('-', '').slice(0, 9), 16) / 2);
  let data = '';
  for (let index = 0; index < dataCharacters; index += 1) {
    data = alphabet.charAt(bits % 32) + data;
    bits = Math.floor(bits / 32);
  }
  const all = data + checkCharacter(data);
  return `TR-${all.slice(0, 4)}-${all.slice(4)}`;
}

/** The reference in its one spelling, or undefined when it is none or was copied wrongly. */
export function normalReference(text: string): string | undefined {
  const letters = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/^TR/, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== dataCharacters + 1 || [...letters].some((letter) => !alphabet.includes(letter)))
    return undefined;
  if (checkCharacter(letters.slice(0, dataCharacters)) !== letters.charAt(dataCharacters)) return undefined;
  return `TR-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Odd weights, so that every single wrong character and most swaps of neighbours are noticed. */
function checkCharacter(data: string): string {
  let sum = 0;
  for (let index = 0; index < data.length; index += 1) sum += (2 * index + 1) * alphabet.indexOf(data.charAt(index));
  return alphabet.charAt(sum % 32);
}

const quoted = /\bTR[- ]?([0-9A-Z]{4})[- ]?([0-9A-Z]{4})(?![0-9A-Z])/gi;

/** The first reference that stands in a text, in its one spelling; what was copied wrongly is passed over. */
export function referenceIn(text: string): string | undefined {
  for (const [found] of text.matchAll(quoted)) {
    const reference = normalReference(found);
    if (reference !== undefined) return reference;
  }
  return undefined;
}
