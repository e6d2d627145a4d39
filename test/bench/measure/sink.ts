import type { LogReader } from '#libs/messaging';
import type { BenchStack } from '../bench-stack.js';

export interface Arrival {
  readonly type: string;
  /** Milliseconds of `performance.now()`, when a consumer had it. */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

let groups = 0;

/** Reads what is written to some topics from now on, and notes when it came. */
export class Sink {
  private readonly raw: { readonly type: string; readonly at: number; readonly value: Buffer }[] = [];

  private constructor(private readonly reader: LogReader) {}

  static async open(stack: BenchStack, topics: readonly string[]): Promise<Sink> {
    const reader = stack.log.reader({ groupId: `bench-sink-${process.pid}-${++groups}`, concurrency: 12 });
    const sink = new Sink(reader);
    await new Promise<void>((assigned, failed) => {
      reader
        .start(topics, {
          onAssigned: async (partitions) => {
            const ends = (await Promise.all(topics.map((topic) => stack.ends(topic)))).flat();
            setImmediate(assigned);
            return partitions.map(({ topic, partition }) => ({
              topic,
              partition,
              offset: ends.find((end) => end.topic === topic && end.partition === partition)?.high ?? '0',
            }));
          },
          eachBatch: ({ records, nextOffset }, control) => {
            const at = performance.now();
            for (const { headers, value } of records)
              if (value) sink.raw.push({ type: String(headers['ce_type']), at, value });
            control.resolve(nextOffset);
            return Promise.resolve();
          },
          onCrash: failed,
        })
        .catch(failed);
    });
    return sink;
  }

  get count(): number {
    return this.raw.length;
  }

  countOf(type: string): number {
    return this.raw.reduce((sum, arrival) => sum + (arrival.type === type ? 1 : 0), 0);
  }

  /** Parsed only now, so that reading does not disturb what is measured. */
  ofType(type: string): Arrival[] {
    return this.raw
      .filter((arrival) => arrival.type === type)
      .map(({ at, value }) => ({ type, at, data: JSON.parse(value.toString()) as Arrival['data'] }));
  }

  close(): Promise<void> {
    return this.reader.stop();
  }
}
