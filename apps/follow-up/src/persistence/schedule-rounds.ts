import type { DataSource } from 'typeorm';

/** Slots as `roundAfter` gives them; who has a timer already keeps it. */
const schedule = `
insert into timer (kind, ref, due_at)
select 'survey-round', c.customer_id || '/' || $1,
  to_timestamp(((floor((extract(epoch from now()) * 1000 - o.offset_ms) / $2) + 1) * $2 + o.offset_ms) / 1000)
from customer c,
  lateral (select floor(('x' || right(c.customer_id::text, 8))::bit(32)::bigint / 4294967296.0 * $2) offset_ms) o
where c.erased_at is null
on conflict (kind, ref) do nothing`;

/** A programme that is new asks the customers who are known already too. */
export async function scheduleRounds(
  dataSource: DataSource,
  programmes: readonly { readonly id: string; readonly trigger: { readonly everyMs: number } }[],
): Promise<void> {
  for (const { id, trigger } of programmes) await dataSource.query(schedule, [id, trigger.everyMs]);
}
