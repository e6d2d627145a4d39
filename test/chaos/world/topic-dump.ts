import { randomUUID } from 'node:crypto';
import type { Log, LogReader, LogRecord } from '#libs/messaging';
import { eventually } from '#libs/testing';
import type { DumpedRecord } from '../check/evidence.js';

/** Everything that is in the topics, read as it comes by a reader of its own that no fault is aimed at. */
export class TopicDump {
  readonly records: DumpedRecord[] = [];
  private readonly next = new Map<string, bigint>();
  private readonly reader: LogReader;

  constructor(
    private readonly log: Log,
    private readonly topics: readonly string[],
  ) {
    this.reader = log.reader({ groupId: `chaos-dump-${randomUUID()}`, concurrency: 12 });
  }

  async start(): Promise<void> {
    await this.reader.start(this.topics, {
      onAssigned: async (partitions) =>
        partitions.map((partition) => ({ ...partition, offset: String(this.next.get(keyOf(partition)) ?? 0n) })),
      eachBatch: async (batch, control) => {
        const from = this.next.get(keyOf(batch)) ?? 0n;
        for (const record of batch.records) if (BigInt(record.offset) >= from) this.records.push(dumped(record));
        this.next.set(keyOf(batch), BigInt(batch.nextOffset));
        control.resolve(batch.nextOffset);
        await control.heartbeat().catch(() => undefined);
      },
      onHole: (hole) => this.next.set(keyOf(hole), BigInt(hole.nextOffset)),
      onCrash: (error) => {
        throw error;
      },
    });
  }

  /** Waits until everything that is there now was read. */
  async complete(): Promise<void> {
    const admin = this.log.admin();
    await admin.connect();
    try {
      const ends = (await Promise.all(this.topics.map((topic) => admin.ends(topic)))).flat();
      await eventually(
        () => {
          const behind = ends.filter((end) => BigInt(end.high) > (this.next.get(keyOf(end)) ?? 0n));
          if (behind.length > 0) throw new Error(`the dump is behind in ${behind.map(keyOf).join(', ')}`);
        },
        { timeoutMs: 60_000 },
      );
    } finally {
      await admin.disconnect();
    }
  }

  async stop(): Promise<void> {
    await this.reader.stop();
  }
}

const keyOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

function dumped({ topic, partition, offset, key, value, headers }: LogRecord): DumpedRecord {
  const text = Object.entries(headers).flatMap(([name, header]) => {
    const one = Array.isArray(header) ? header[0] : header;
    return one === undefined ? [] : [[name, one.toString()] as const];
  });
  return {
    topic,
    partition,
    offset: Number(offset),
    key: key?.toString() ?? '',
    headers: Object.fromEntries(text),
    value: value === null ? undefined : value.length > 100_000 ? `${value.length} bytes` : value.toString(),
  };
}
