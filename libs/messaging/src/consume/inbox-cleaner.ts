import { setTimeout as delay } from 'node:timers/promises';
import type { Session } from '../store/session.js';

/** The replay horizon: an event that comes again after so long is taken for new. Longer than any topic between services keeps its records for. */
const horizon = '35 days';
const rowsAtOnce = 5_000;
const betweenBatchesMs = 200;
const betweenRoundsMs = 60_000;

/** Forgets what was consumed before the replay horizon, in small batches that no consumer has to wait for. */
export async function cleanInbox(session: Session, lost: AbortSignal): Promise<void> {
  while (!lost.aborted) {
    const removed = await removeOld(session);
    const pause = removed === rowsAtOnce ? betweenBatchesMs : betweenRoundsMs;
    await delay(pause, undefined, { signal: lost }).catch(() => undefined);
  }
}

export async function removeOld(session: Session): Promise<number> {
  const { rowCount } = await session.query({
    name: 'inbox_clean',
    text: `delete from inbox where ctid = any(array(select ctid from inbox where received_at < now() - interval '${horizon}' limit $1))`,
    values: [rowsAtOnce],
  });
  return rowCount;
}
