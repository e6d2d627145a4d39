import type { DataSource, EntityManager } from 'typeorm';
import type { Calendar } from '../domain/time/calendar.js';
import type { CalendarVersion } from '../domain/time/sla-policy.js';

/** Keeps these versions, and gives all that were ever in force: clocks that began under one go on by it. */
export async function keepCalendars(
  database: DataSource | EntityManager,
  versions: readonly CalendarVersion[],
): Promise<readonly CalendarVersion[]> {
  await database.query(
    'insert into calendar_version (ref, calendar) select ref, calendar::jsonb from unnest($1::text[], $2::text[]) u(ref, calendar) on conflict do nothing',
    [versions.map(({ ref }) => ref), versions.map(({ calendar }) => JSON.stringify(calendar))],
  );
  return database.query<readonly { ref: string; calendar: Calendar }[]>('select ref, calendar from calendar_version');
}
