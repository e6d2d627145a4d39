import type { YamlNode } from '#libs/templates';
import { isZone } from '../domain/time/zone-offsets.js';
import type { Calendar, OpenInterval } from '../domain/time/calendar.js';
import { readHours, spoken } from './read-hours.js';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The days of a file that a calendar names; undefined, with the problem noted at `node`, when it cannot be read. */
export type HolidayFiles = (file: string, node: YamlNode) => readonly string[] | undefined;

/** `ids` has those with mistakes too: who names them has made none. */
export function readCalendars(
  root: YamlNode,
  holidays: HolidayFiles,
): { readonly calendars: readonly Calendar[]; readonly ids: readonly string[] } {
  const fields = root.record(['calendars']).calendars?.fields() ?? [];
  const calendars = fields.flatMap(({ key, keyNode, value }) => calendarOf(key, keyNode, value, holidays) ?? []);
  return { calendars, ids: fields.map(({ key }) => key) };
}

function calendarOf(calendarId: string, at: YamlNode, node: YamlNode, holidays: HolidayFiles): Calendar | undefined {
  const given = node.record(['zone', 'week', 'holidays', 'exceptions']);
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(calendarId))
    return at.refuse('id', `"${calendarId}" is no id: lower case letters, digits and "-"`);
  const zone = given.zone === undefined ? at.refuse('missing', `${calendarId} needs a zone`) : zoneOf(given.zone);
  const week = given.week === undefined ? at.refuse('missing', `${calendarId} needs a week`) : weekOf(given.week);
  const days: Record<string, readonly OpenInterval[]> = {};
  for (const entry of given.holidays?.list() ?? []) {
    const file = entry.text();
    for (const date of file === undefined ? [] : (holidays(file, entry) ?? [])) days[date] = [];
  }
  for (const { key, keyNode, value } of given.exceptions?.fields() ?? []) {
    const hours = readHours(value);
    if (!isDate(key)) keyNode.refuse('date', `"${key}" is no date such as 2026-12-24`);
    else if (hours) days[key] = hours;
  }
  return zone === undefined || week === undefined ? undefined : { calendarId, zone, week, days };
}

function zoneOf(node: YamlNode): string | undefined {
  const zone = node.text();
  if (zone === undefined || isZone(zone)) return zone;
  return node.refuse('calendar.zone', `there is no time zone "${zone}"; a name such as Europe/Berlin is expected`);
}

/** A key is a day or a range of days: `mon`, `mon-fri`, `sat, sun`. Days that are not named are closed. */
function weekOf(node: YamlNode): readonly (readonly OpenInterval[])[] | undefined {
  const week: (readonly OpenInterval[] | undefined)[] = weekdays.map(() => undefined);
  for (const { key, keyNode, value } of node.fields()) {
    const days = daysOf(key);
    const hours = readHours(value);
    if (days === undefined) {
      keyNode.refuse('calendar.weekday', `"${key}" is no day such as mon, no range such as mon-fri`);
      continue;
    }
    for (const day of days) {
      if (week[day] !== undefined) keyNode.refuse('calendar.weekday', `${names[day] ?? ''} is given twice`);
      else week[day] = hours ?? [];
    }
  }
  const known = week.map((hours) => hours ?? []);
  if (known.every((hours) => hours.length === 0)) return node.refuse('calendar.closed', 'it is never open in any week');
  return overlapsTomorrow(known, node) ? undefined : known;
}

function overlapsTomorrow(week: readonly (readonly OpenInterval[])[], node: YamlNode): boolean {
  const clash = week.findIndex((hours, day) => {
    const last = hours.at(-1);
    const next = week[(day + 1) % 7]?.[0];
    return last !== undefined && next !== undefined && last.to - 1_440 > next.from;
  });
  if (clash < 0) return false;
  const next = (clash + 1) % 7;
  const [one, other] = [spoken(week[clash]?.at(-1)), spoken(week[next]?.[0])];
  node.refuse('hours.overlap', `${names[clash] ?? ''} ${one} reaches into ${names[next] ?? ''} ${other}`);
  return true;
}

function daysOf(key: string): readonly number[] | undefined {
  const found: number[] = [];
  for (const part of key.split(',').map((text) => text.trim())) {
    const [from, to = from] = part.split('-').map((name) => weekdays.findIndex((day) => day === name.trim()));
    if (from === undefined || to === undefined || from < 0 || to < from) return undefined;
    for (let day = from; day <= to; day += 1) found.push(day);
  }
  return found;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
