import type { YamlNode } from '#libs/templates';
import type { OpenInterval } from '../domain/time/calendar.js';

const dayMinutes = 1_440;

/** `closed`, or intervals such as `08:00-12:00, 13:00-17:30`, also as a list; `22:00-06:00` ends on the next day. */
export function readHours(node: YamlNode): readonly OpenInterval[] | undefined {
  const entries = node.list();
  const found: OpenInterval[] = [];
  for (const entry of entries) {
    const text = entry.text();
    if (text === undefined) return undefined;
    if (text.trim() === 'closed' && entries.length === 1) return [];
    for (const part of text.split(',')) {
      const interval = intervalOf(part.trim());
      if (interval === undefined)
        return entry.refuse('hours', `"${part.trim()}" is no interval such as 09:00-17:00, nor "closed"`);
      found.push(interval);
    }
  }
  if (found.length === 0) return node.refuse('hours', 'expected intervals such as 09:00-17:00, or "closed"');
  const sorted = found.sort((a, b) => a.from - b.from);
  for (const [index, { to }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && next.from < to)
      return node.refuse('hours.overlap', `${spoken(sorted[index])} and ${spoken(next)} overlap`);
  }
  return sorted;
}

const interval = /^([01]?\d|2[0-4]):([0-5]\d)\s*-\s*([01]?\d|2[0-4]):([0-5]\d)$/;

function intervalOf(text: string): OpenInterval | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = interval.exec(text) ?? [];
  if (toMinute === undefined) return undefined;
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  if (from >= dayMinutes || to > dayMinutes || from === to) return undefined;
  return { from, to: to < from ? to + dayMinutes : to };
}

export function spoken(hours: OpenInterval | undefined): string {
  const clock = (minutes: number): string => {
    const shown = minutes > dayMinutes ? minutes - dayMinutes : minutes;
    return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
  };
  return hours === undefined ? '' : `${clock(hours.from)}-${clock(hours.to)}`;
}
