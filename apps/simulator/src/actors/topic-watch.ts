import { topicDefinitions } from '#libs/contracts';
import type { Log, LogReader, LogRecord } from '#libs/messaging';
import type { RecordOffsets } from '../balance/record-offsets.js';

/** Where reading starts, by `topic/partition`. */
export type Positions = ReadonlyMap<string, number>;

/** Reads every topic from given positions on: for the record of what is in them, and for the adapter that delivers. */
export class TopicWatch {
  private readonly reader: LogReader;

  constructor(
    log: Log,
    group: string,
    private readonly from: Positions,
    private readonly records: RecordOffsets,
    private readonly onRecord: (record: LogRecord) => void,
  ) {
    this.reader = log.reader({ groupId: group, concurrency: 4 });
  }

  async start(): Promise<void> {
    await this.reader.start(
      topicDefinitions.map(({ name }) => name),
      {
        onAssigned: (partitions) =>
          Promise.resolve(
            partitions.map(({ topic, partition }) => ({
              topic,
              partition,
              offset: String(this.from.get(`${topic}/${partition}`) ?? 0),
            })),
          ),
        eachBatch: (batch, control) => {
          for (const record of batch.records) {
            this.records.add(record.topic, record.partition, Number(record.offset));
            this.onRecord(record);
          }
          control.resolve(batch.nextOffset);
          return Promise.resolve();
        },
        onCrash: (error) => {
          throw error;
        },
      },
    );
  }

  stop(): Promise<void> {
    return this.reader.stop();
  }
}
