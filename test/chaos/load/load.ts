import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import type { Operation, Told } from '../check/evidence.js';
import type { Random } from '../random.js';

/** Runs beside a fault: `stop` lets what is under way be answered, and answers when nothing more will be sent. */
export interface Load {
  stop(): Promise<void>;
}

export interface Outgoing {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly value: Buffer | string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Sent {
  readonly operation: Operation;
  readonly record: Outgoing;
}

const roundMs = 50;
const stopWithinMs = 20_000;

/**
 * A client that writes to Kafka. A send that fails has an unknown outcome: half of them are sent again, as a careful
 * client would, the others are left as they are.
 */
export class KafkaLoad implements Load {
  private stopping = false;
  private readonly done: Promise<void>;

  constructor(
    private readonly kafka: Kafka,
    private readonly operations: Operation[],
    private readonly random: Random,
    private readonly next: () => Sent[],
  ) {
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.race([this.done, delay(stopWithinMs, undefined, { ref: false })]);
  }

  private async run(): Promise<void> {
    let producer: Producer | undefined;
    let waiting: Sent[] = [];
    while (!this.stopping || waiting.length > 0) {
      const batch = waiting.length > 0 ? waiting : this.next();
      if (waiting.length === 0) this.operations.push(...batch.map(({ operation }) => operation));
      waiting = [];
      try {
        producer ??= await this.connected();
        const stored = await send(producer, batch);
        for (const { operation, record } of batch)
          tell(operation, stored.has(`${record.topic}/${record.partition}`) ? 'acknowledged' : 'unknown');
      } catch {
        await producer?.disconnect().catch(() => undefined);
        producer = undefined;
        for (const { operation } of batch) tell(operation, 'unknown');
        if (!this.stopping && this.random.isBelow(0.5)) waiting = batch;
        await delay(200);
      }
      await delay(roundMs);
    }
    await producer?.disconnect().catch(() => undefined);
  }

  private async connected(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: () => chosenPartition,
    });
    await producer.connect();
    return producer;
  }
}

const chosenPartition = ({ message }: { message: { partition?: number } }): number => message.partition ?? 0;

export function kafkaClient(brokers: readonly string[]): Kafka {
  return new kafkajs.Kafka({
    brokers: [...brokers],
    clientId: 'chaos-load',
    connectionTimeout: 2_000,
    requestTimeout: 5_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8 },
    logLevel: kafkajs.logLevel.NOTHING,
  });
}

/** The topic partitions that the broker says it has stored. */
async function send(producer: Producer, batch: readonly Sent[]): Promise<Set<string>> {
  const topicMessages = [...Map.groupBy(batch, ({ record }) => record.topic)].map(([topic, sent]) => ({
    topic,
    messages: sent.map(({ record: { partition, key, value, headers } }) => ({ partition, key, value, headers })),
  }));
  const outcomes = await producer.sendBatch({ acks: -1, topicMessages });
  return new Set(outcomes.filter((o) => o.errorCode === 0).map((o) => `${o.topicName}/${o.partition}`));
}

/** An acknowledgement is never taken back: a later repetition that fails says nothing about the first time. */
function tell(operation: Operation, told: Told): void {
  if (operation.told !== 'acknowledged') operation.told = told;
}
