import type { Forgetting } from '#libs/messaging';

/** Who comes back to a case after so long begins a new one. */
const old = `stored_at < now() - interval '2 years'`;

/** What would grow with every contact for ever and leads nowhere any more. */
export const forgottenRows: readonly Forgetting[] = [
  { table: 'case_link', where: old },
  { table: 'sent_message', where: old },
  {
    table: 'greeting_rate',
    // Of whom a loop was suspected the row stays: its version is the place of what was told of it.
    where: `suspected_at is null
      and coalesce((times ->> -1)::float8, 0) < extract(epoch from now() - interval '1 day') * 1000`,
  },
];
