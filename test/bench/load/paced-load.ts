import { setTimeout as delay } from 'node:timers/promises';
import type { Log, OutgoingRecord } from '#libs/messaging';

/** When one record was handed to the client and when the broker had it; milliseconds of `performance.now()`. */
export interface Sending {
  readonly index: number;
  readonly sentAt: number;
  readonly acceptedAt: number;
}

export interface Pace {
  readonly perSecond: number;
  readonly durationMs: number;
  readonly make: (index: number) => OutgoingRecord;
}

const tickMs = 2;

/** Sends records at an even pace; what became due during a send goes together with the next one. */
export async function pacedLoad(log: Log, { perSecond, durationMs, make }: Pace): Promise<readonly Sending[]> {
  const writer = log.writer();
  await writer.connect();
  const total = Math.round((perSecond * durationMs) / 1000);
  const sendings: Sending[] = [];
  const startedAt = performance.now();
  try {
    while (sendings.length < total) {
      const due = Math.min(total, Math.ceil(((performance.now() - startedAt) * perSecond) / 1000));
      if (due <= sendings.length) {
        await delay(tickMs);
        continue;
      }
      const first = sendings.length;
      const records = Array.from({ length: due - first }, (_, index) => make(first + index));
      const sentAt = performance.now();
      await writer.send(records);
      const acceptedAt = performance.now();
      records.forEach((_, index) => sendings.push({ index: first + index, sentAt, acceptedAt }));
    }
  } finally {
    await writer.disconnect();
  }
  return sendings;
}
