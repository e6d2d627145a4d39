import { topics } from '#libs/contracts';
import { partitionFor, type Log, type OutgoingRecord } from '#libs/messaging';
import type { Ledger } from './ledger.js';

const headers = (run: string, id: string, type = 'thirdring.interaction.submitted.v1'): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_type: type,
  ce_source: 'simulator',
  ce_id: `${run}-${id}`,
  ce_time: new Date().toISOString(),
  'content-type': 'application/json',
});

/** Bodies that intake must set aside with a reason, while the partition flows on. */
function poisonOf(run: string): { id: string; value: string }[] {
  const party = { type: 'email', handle: 'x@example.net', verified: true };
  const contact = { channel: 'email', channelAccount: 'care', externalId: 'x', direction: 'inbound', party };
  return [
    { id: 'broken-json', value: '{"channel": "email", ' },
    { id: 'not-an-object', value: '42' },
    { id: 'wrong-schema', value: JSON.stringify({ ...contact, direction: 'sideways', urgency: 9 }) },
    { id: 'unknown-word', value: JSON.stringify({ ...contact, channel: 'pigeon' }) },
    { id: 'zero-byte', value: JSON.stringify({ ...contact, text: 'a\0b' }) },
    { id: 'too-large', value: JSON.stringify({ ...contact, text: 'x'.repeat(300_000) }) },
  ].map(({ id, value }) => ({ id: `${run}/${id}`, value }));
}

/** Publishes records that no adapter should: what breaks the contract, and an event type that nobody knows. */
export async function publishPoison(log: Log, run: string, ledger: Ledger): Promise<void> {
  const partitions = await log.partitionsOf(topics.inbound);
  const record = (id: string, value: string, type?: string): OutgoingRecord => ({
    topic: topics.inbound,
    partition: partitionFor(id, partitions),
    key: id,
    value,
    headers: headers(run, id, type),
  });
  const poison = poisonOf(run).map(({ id, value }) => record(id, value));
  const unknown = [1, 2, 3].map((n) => record(`${run}/unknown-${n}`, '{}', 'com.example.weather.changed.v1'));
  const writer = log.writer();
  await writer.connect();
  try {
    const records = [...poison, ...unknown];
    const outcomes = await writer.send(records);
    const stored = new Set(outcomes.filter(({ errorCode }) => errorCode === 0).map(({ partition }) => partition));
    if (records.some(({ partition }) => !stored.has(partition))) throw new Error('The brokers did not take the poison');
  } finally {
    await writer.disconnect();
  }
  ledger.kafkaPoison += poison.length;
  ledger.kafkaUnknownType += unknown.length;
}
