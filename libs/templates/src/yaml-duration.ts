import type { YamlNode } from './yaml-node.js';

const factors: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const longest = 366 * 86_400_000;

/** `90s`, `30m`, `4h`, `1h30m`; `d` only where a day is 24 hours. */
export function readDuration(node: YamlNode, options: { readonly days: boolean }): number | undefined {
  const text = node.text();
  if (text === undefined) return undefined;
  if (text.startsWith('-')) return node.refuse('duration', `"${text}" is negative`);
  const parts = [...text.matchAll(/(\d{1,9})([smhd])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text)
    return node.refuse('duration', `"${text}" is no duration such as 30m, 4h or 1h30m`);
  if (!options.days && parts.some(([, , unit]) => unit === 'd'))
    return node.refuse('duration', 'a day of business time has as many hours as the calendar says: write hours');
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (factors[unit ?? ''] ?? 0), 0);
  if (ms <= 0) return node.refuse('duration', 'a duration is longer than nothing');
  return ms <= longest ? ms : node.refuse('duration', 'a duration is at most a year');
}
