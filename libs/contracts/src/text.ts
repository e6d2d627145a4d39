import type { FieldError } from './field-error.js';
import { fieldOf, kindOf } from './field-error.js';
import { limits } from './limits.js';

function textProblem(text: string): string | undefined {
  if (text.includes('\0')) return 'must not contain NUL (U+0000)';
  if (!text.isWellFormed()) return 'must not contain half of a surrogate pair';
  return undefined;
}

/**
 * What no body may hold, at whatever depth: NUL (Postgres cannot store it), half surrogate pairs (no UTF-8 has them), a
 * field named `__proto__`, more levels than {@link limits.nestingDepth}. Never recurses deeper than that.
 */
export function textErrors(value: unknown, path: readonly (string | number)[] = []): FieldError[] {
  if (typeof value === 'string') {
    const problem = textProblem(value);
    return problem ? [{ field: fieldOf(...path), problem, kind: kindOf(value) }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (path.length >= limits.nestingDepth) {
    const problem = `must not be nested more than ${limits.nestingDepth} levels deep`;
    return [{ field: fieldOf(...path.slice(0, 4)), problem, limit: limits.nestingDepth }];
  }
  const errors: FieldError[] = [];
  for (const [name, part] of Object.entries(value)) {
    const problem = name === '__proto__' ? 'is not an allowed name' : textProblem(name);
    if (problem) errors.push({ field: fieldOf(...path, name), problem });
    errors.push(...textErrors(part, [...path, name]));
    if (errors.length > limits.fieldErrors) break;
  }
  return errors;
}

/** The value with all its text in NFC and no field named `__proto__`; changes objects and arrays in place. */
export function normaliseText(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (typeof value !== 'object' || value === null || depth >= limits.nestingDepth) return value;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = normaliseText(item, depth + 1);
    return value;
  }
  const record = value as Record<string, unknown>;
  for (const name of Object.keys(record)) {
    const part = record[name];
    const normalName = name.normalize('NFC');
    if (name === '__proto__' || normalName !== name) Reflect.deleteProperty(record, name);
    if (name !== '__proto__') record[normalName] = normaliseText(part, depth + 1);
  }
  return record;
}

/** Levels of `{` and `[` in JSON text, outside strings; stops counting above `enough`. */
export function nestingOf(json: string, enough: number): number {
  if (!mayNest(json, enough)) return 0;
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (isInString) {
      if (code === 92) index++;
      else if (code === 34) isInString = false;
    } else if (code === 34) isInString = true;
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
    if (deepest > enough) return deepest;
  }
  return deepest;
}

/** Cheap for the usual body: with few openers in all there cannot be many levels. */
function mayNest(json: string, enough: number): boolean {
  let openers = 0;
  for (const opener of ['{', '[']) {
    for (let at = json.indexOf(opener); at >= 0; at = json.indexOf(opener, at + 1)) {
      if (++openers > enough) return true;
    }
  }
  return false;
}
