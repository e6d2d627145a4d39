import type { Batch, KafkaMessage } from 'kafkajs';
import type { LogRecord } from '../log/log.js';

/** The offset to read after `lastOffset`. */
export const nextOffsetOf = (lastOffset: string): string => String(BigInt(lastOffset) + 1n);

/** The batch's messages as records. They are completed in place: a copy would decode headers nobody may look at. */
export function recordsOf({ topic, partition, messages }: Batch): readonly LogRecord[] {
  return messages.map((message) => asRecord(message, topic, partition));
}

function asRecord(message: KafkaMessage, topic: string, partition: number): LogRecord {
  // Asked for with `in`, because reading them decodes them. Only formats older than Kafka 0.11 have none.
  return Object.assign(message, { topic, partition }, 'headers' in message ? undefined : { headers: {} });
}
