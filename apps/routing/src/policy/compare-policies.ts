import { parse } from 'yaml';
import type { PolicyChange } from '../application/policies/policy-compiler.js';
import type { PolicyTexts } from '../application/policies/policy-version.js';
import { readHolidays } from './read-holidays.js';

type Leaves = ReadonlyMap<string, string>;

/** What one policy says otherwise than another. Comments, and the order of fields, say nothing; that of lists does. */
export function comparePolicies(before: PolicyTexts, after: PolicyTexts): readonly PolicyChange[] {
  const files = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return files.flatMap((file) => compareFiles(file, leavesOf(file, before[file]), leavesOf(file, after[file])));
}

function compareFiles(file: string, before: Leaves, after: Leaves): readonly PolicyChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.flatMap((path): readonly PolicyChange[] => {
    const [was, is] = [before.get(path), after.get(path)];
    if (was === is) return [];
    if (was === undefined) return [{ change: 'added', file, path, ...(is !== undefined && { after: is }) }];
    if (is === undefined) return [{ change: 'removed', file, path, before: was }];
    return [{ change: 'changed', file, path, before: was, after: is }];
  });
}

function leavesOf(file: string, text: string | undefined): Leaves {
  if (text === undefined) return new Map();
  if (/\.ics$/i.test(file)) {
    const found = readHolidays(text);
    return new Map('days' in found ? found.days.map((day) => [day, 'holiday']) : []);
  }
  const leaves = new Map<string, string>();
  flatten(parse(text), '', leaves);
  return leaves;
}

/** Entries with an `id` are known by it, and their place is said beside it: the first that matches counts. */
function flatten(value: unknown, path: string, leaves: Map<string, string>): void {
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    if (entries.every((entry) => typeof entry !== 'object' || entry === null)) {
      leaves.set(path, entries.map(String).join(', '));
      return;
    }
    const ids = entries.map(idOf);
    if (ids.every((id) => id !== undefined)) leaves.set(below('(order)'), ids.join(', '));
    entries.forEach((entry, index) => flatten(entry, below(ids[index] ?? String(index + 1)), leaves));
    return;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    if (fields.length === 0) leaves.set(path, '{}');
    for (const [name, field] of fields) flatten(field, below(name), leaves);
    return;
  }
  leaves.set(path, String(value));
}

function idOf(entry: unknown): string | undefined {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
