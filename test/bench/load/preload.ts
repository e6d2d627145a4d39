import type { Log, OutgoingRecord } from '#libs/messaging';

const atOnce = 1_000;

/** Writes records in their order, before the clock starts. Answers how many. */
export async function preload(log: Log, records: Iterable<OutgoingRecord>): Promise<number> {
  const writer = log.writer();
  await writer.connect();
  let sent = 0;
  let waiting: OutgoingRecord[] = [];
  const flush = async (): Promise<void> => {
    const outcomes = await writer.send(waiting);
    const stored = new Set(
      outcomes.filter(({ errorCode }) => errorCode === 0).map(({ topic, partition }) => `${topic}/${partition}`),
    );
    if (waiting.some(({ topic, partition }) => !stored.has(`${topic}/${partition}`)))
      throw new Error('The broker did not acknowledge what was preloaded');
    sent += waiting.length;
    waiting = [];
  };
  try {
    for (const record of records) {
      waiting.push(record);
      if (waiting.length >= atOnce) await flush();
    }
    if (waiting.length > 0) await flush();
  } finally {
    await writer.disconnect();
  }
  return sent;
}

/** The records of `make(0)`, `make(1)` … */
export function* each(count: number, make: (index: number) => OutgoingRecord): Generator<OutgoingRecord> {
  for (let index = 0; index < count; index++) yield make(index);
}
