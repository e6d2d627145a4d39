import { DateTime } from 'luxon';
import { readDuration, type YamlNode } from '#libs/templates';
import type { ContactBudget, ContactWindow, QuietHours } from '../domain/family.js';
import { readInteger } from './read-scale.js';

/** Undefined, with every mistake noted, when it cannot be used. */
export function readContactBudget(root: YamlNode): ContactBudget | undefined {
  const given = root.record(['global', 'families', 'quietHours', 'zone']);
  const global = given.global ? readWindow(given.global) : root.refuse('missing', 'needs a global budget');
  const families = given.families?.fields().flatMap(({ key, value }) => {
    const window = readWindow(value);
    return window === undefined ? [] : [[key, window] as const];
  });
  if (families === undefined) root.refuse('missing', 'needs families');
  const quietHours = given.quietHours && readQuietHours(given.quietHours);
  const zone = given.zone?.text() ?? 'UTC';
  if (!DateTime.utc().setZone(zone).isValid)
    given.zone?.refuse('zone', `"${zone}" is no time zone such as Europe/Vienna`);
  if (global === undefined || families === undefined) return undefined;
  return { global, families: Object.fromEntries(families), zone, ...(quietHours && { quietHours }) };
}

function readWindow(node: YamlNode): ContactWindow | undefined {
  const { most, per, gap } = node.record(['most', 'per', 'gap']);
  const count = most ? readInteger(most, 'budget', 1, 10_000) : node.refuse('missing', 'needs most');
  const perMs = per ? readDuration(per, { days: true }) : node.refuse('missing', 'needs per');
  const gapMs = gap && readDuration(gap, { days: true });
  if (count === undefined || perMs === undefined) return undefined;
  if (gapMs !== undefined && gapMs > perMs) return gap?.refuse('budget', 'a gap is not longer than its window');
  return { most: count, perMs, ...(gapMs !== undefined && { gapMs }) };
}

function readQuietHours(node: YamlNode): QuietHours | undefined {
  const given = node.record(['start', 'end']);
  const start = given.start ? readTime(given.start) : node.refuse('missing', 'needs a start');
  const end = given.end ? readTime(given.end) : node.refuse('missing', 'needs an end');
  return start === undefined || end === undefined ? undefined : { start, end };
}

function readTime(node: YamlNode): string | undefined {
  const text = node.text();
  if (text === undefined || /^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  return node.refuse('time', `"${text}" is no time such as "21:30"`);
}
