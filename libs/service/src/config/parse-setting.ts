import type { SettingFormat } from './setting.js';

/** A key of a caller from outside: `id` is who it is, several keys of one id allow to replace a key without a gap. */
export interface CallerKey {
  readonly id: string;
  readonly key: string;
}

/** The value, or what was expected instead. The text itself is never part of an answer. */
export type Parsed = { readonly value: unknown } | { readonly expected: string };

export const minimumKeyCharacters = 16;

const millisecondsOf: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

export function parseSetting(format: SettingFormat, text: string): Parsed {
  switch (format) {
    case 'text':
      return { value: text };
    case 'integer':
      return whole(text);
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? { value: Number(text) } : { expected: 'a number such as 1.5' };
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : { expected: 'true or false' };
    case 'list':
      return list(text);
    case 'duration':
      return duration(text);
    case 'keys':
      return keys(text);
    default:
      return format satisfies never;
  }
}

function whole(text: string): Parsed {
  const value = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(value) ? { value } : { expected: 'a whole number' };
}

function list(text: string): Parsed {
  const items = text.split(',').map((item) => item.trim());
  return items.includes('') ? { expected: 'values separated by commas' } : { value: items };
}

function duration(text: string): Parsed {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
  const factor = millisecondsOf[unit ?? ''];
  return factor === undefined
    ? { expected: 'a duration such as 500ms, 25s or 5m' }
    : { value: Number(amount) * factor };
}

function keys(text: string): Parsed {
  const found: CallerKey[] = [];
  for (const pair of text.split(',')) {
    const at = pair.indexOf(':');
    const [id, key] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) {
      return { expected: 'id:key pairs separated by commas, an id being letters, digits, ".", "_" and "-"' };
    }
    if (!/^[\x21-\x7e]+$/.test(key) || key.length < minimumKeyCharacters) {
      return { expected: `keys of at least ${minimumKeyCharacters} printable characters (the key of ${id} is not)` };
    }
    if (found.some((other) => other.key === key)) return { expected: `a key of its own for ${id}` };
    found.push({ id, key });
  }
  return { value: found };
}
