/**
 * Replaces what identifies people in free text by its kind. Longer patterns go first, so that a card number is not
 * taken for a telephone number. Every repetition has a limit, so that no text takes long.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu, '[email]'],
  [/\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?\b/g, '[account]'],
  [/\b\d(?:[ -]?\d){12,18}\b/g, '[card]'],
  [/(?<![\p{Script=Latin}\p{N}])(?!\d{4}-\d{2}-\d{2}(?!\d))\+?\d(?:[ ./()-]{0,2}\d){6,14}(?!\p{N})/gu, '[phone]'],
];

export function redact(text: string): string {
  return patterns.reduce((redacted, [pattern, kind]) => redacted.replace(pattern, kind), text);
}
