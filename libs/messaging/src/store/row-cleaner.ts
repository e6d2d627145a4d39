import { pause } from '../pause.js';
import type { Session } from './session.js';

/** Rows that are of no use any more. Both are SQL of the program, and never of its input. */
export interface Forgetting {
  readonly table: string;
  /** Which rows; nothing may still build on them. */
  readonly where: string;
}

/** The replay horizon: an event that comes again after so long is taken for new. Longer than any topic between services keeps its records for. */
export const oldInbox: Forgetting = { table: 'inbox', where: `received_at < now() - interval '35 days'` };

const rowsAtOnce = 5_000;
const betweenBatchesMs = 200;

/** Forgets what is of no use any more, in small batches that no consumer has to wait for. */
export async function forget(
  session: Session,
  what: readonly Forgetting[],
  betweenRoundsMs: number,
  lost: AbortSignal,
): Promise<void> {
  while (!lost.aborted) {
    for (const one of what) {
      while (!lost.aborted && (await removeOld(session, one)) === rowsAtOnce) await pause(betweenBatchesMs, lost);
    }
    await pause(betweenRoundsMs, lost);
  }
}

/** One batch. @returns how many rows were removed */
export async function removeOld(session: Session, { table, where }: Forgetting): Promise<number> {
  const { rowCount } = await session.query({
    name: `forget_${table}`,
    text: `delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit $1 for update skip locked))`,
    values: [rowsAtOnce],
  });
  return rowCount;
}
