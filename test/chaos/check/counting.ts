import type { Finding } from './evidence.js';

/** Each of `wanted` is found exactly once, and nothing else is. */
export function once(what: string, wanted: ReadonlySet<string>, found: readonly string[]): Finding[] {
  const counts = countBy(found, (id) => id);
  const missing = [...wanted].filter((id) => !counts.has(id));
  const extra = [...counts].filter(([id, count]) => count > 1 || !wanted.has(id));
  const findings: Finding[] = [];
  if (missing.length > 0)
    findings.push({
      breach: 'lost',
      where: what,
      what: `${missing.length} of ${wanted.size} are missing: ${missing[0]}`,
    });
  if (extra.length > 0)
    findings.push({ breach: 'doubled', where: what, what: `${extra.length} are too many: ${extra[0]?.[0]}` });
  return findings;
}

/** Two ways to count the same thing agree. */
export function sum(what: string, found: number, wanted: number): Finding[] {
  if (found === wanted) return [];
  return [{ breach: found < wanted ? 'lost' : 'doubled', where: what, what: `${found} where ${wanted} should be` }];
}

export function countBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}

export function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
