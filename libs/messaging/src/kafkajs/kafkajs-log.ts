import { Log, type LogAdmin, type LogOptions, type LogReader, type LogWriter } from '../log/log.js';
import type { ReaderOptions, WriterOptions } from '../log/log.js';
import { createClient } from './client.js';
import { KafkajsAdmin } from './kafkajs-admin.js';
import { KafkajsReader } from './kafkajs-reader.js';
import { KafkajsWriter } from './kafkajs-writer.js';

/** The log on Apache Kafka, through kafkajs 2.2.4. The only way in; nothing else of this folder is for others. */
export class KafkajsLog extends Log {
  private readonly partitionCounts = new Map<string, Promise<number>>();

  constructor(private readonly options: LogOptions) {
    super();
  }

  override reader(options: ReaderOptions): LogReader {
    return new KafkajsReader(createClient(this.options), options, this.options.onProblem);
  }

  override writer(options: WriterOptions = {}): LogWriter {
    return new KafkajsWriter(createClient(this.options), options);
  }

  override admin(): LogAdmin {
    return new KafkajsAdmin(createClient(this.options));
  }

  override partitionsOf(topic: string): Promise<number> {
    const known = this.partitionCounts.get(topic);
    if (known) return known;
    const asked = this.askPartitionsOf(topic);
    this.partitionCounts.set(topic, asked);
    asked.catch(() => this.partitionCounts.delete(topic));
    return asked;
  }

  private async askPartitionsOf(topic: string): Promise<number> {
    const admin = this.admin();
    await admin.connect();
    try {
      const [state] = await admin.describe([topic]);
      if (!state) throw new Error(`Topic ${topic} does not exist; create the topics first (npm run topics -- create)`);
      return state.partitions;
    } finally {
      await admin.disconnect();
    }
  }
}
