import type { KafkaJSProtocolError, Message, Producer, TopicMessages } from 'kafkajs';
import { RecordRefused, WriterFenced } from '../log/log.js';
import type { LogWriter, OutgoingRecord, SendOutcome, WriterOptions } from '../log/log.js';
import { patientRetry, rootCause, type Client } from './client.js';
import { kafkajs } from './kafkajs.js';

/** Codes with which a broker says that the record itself is at fault. */
const refusals = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
  'POLICY_VIOLATION',
]);

/** Code 90 (PRODUCER_FENCED) is younger than kafkajs, which only knows its number. */
const isFencing = (error: KafkaJSProtocolError): boolean =>
  error.type === 'INVALID_PRODUCER_EPOCH' || error.message.endsWith('Unknown error code 90');

/**
 * How long the broker lets a transaction stand whose writer is gone. Until then readers see nothing that was written
 * behind it; a new writer with the same id ends it at once.
 */
const transactionTimeoutMs = 30_000;

/**
 * The markers of one transaction are written after it was acknowledged, and until then the next one is told to wait.
 * Asking again after 100 ms made it 70 ms for a transaction; with this it is 10.
 */
const transactionRetryMs = 4;

/**
 * Idempotent: a retry repeats the sequence numbers, so the broker drops what it has already. With one request in
 * flight; two can lose one of them. After any rejection the sequence numbers are no longer known, and kafkajs may then
 * see a new batch acknowledged as a repetition that is never stored: therefore the writer ends with its first failure.
 */
export class KafkajsWriter implements LogWriter {
  private readonly producer: Producer;
  private readonly transactional: boolean;
  private state: 'idle' | 'sending' | 'ended' = 'idle';

  constructor({ kafka, onRequestTimeout }: Client, { transactionalId }: WriterOptions) {
    this.transactional = transactionalId !== undefined;
    this.producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: () => chosenPartition,
      ...(transactionalId === undefined
        ? {}
        : {
            transactionalId,
            transactionTimeout: transactionTimeoutMs,
            retry: { ...patientRetry, initialRetryTime: transactionRetryMs },
          }),
    });
    this.producer.on(this.producer.events.REQUEST_TIMEOUT, onRequestTimeout);
  }

  async connect(): Promise<void> {
    await this.producer.connect();
    // Registers the id, which fences the writer before us and ends what it left open.
    if (this.transactional) await (await this.producer.transaction()).abort();
  }

  async send(records: readonly OutgoingRecord[]): Promise<readonly SendOutcome[]> {
    if (this.state === 'ended') throw new Error('This writer ended with a failure; make a new one');
    if (this.state === 'sending') throw new Error('A send is in flight; two at once could lose one of them');
    if (records.length === 0) return [];
    this.state = 'sending';
    try {
      const topicMessages = byTopic(records);
      const outcomes = await (this.transactional
        ? this.sendInTransaction(topicMessages)
        : this.sendTo(this.producer, topicMessages));
      this.state = 'idle';
      return outcomes;
    } catch (error) {
      this.state = 'ended';
      throw classified(error);
    }
  }

  async disconnect(): Promise<void> {
    this.state = 'ended';
    await this.producer.disconnect();
  }

  private async sendInTransaction(topicMessages: TopicMessages[]): Promise<readonly SendOutcome[]> {
    const transaction = await this.producer.transaction();
    let outcomes: readonly SendOutcome[];
    try {
      outcomes = await this.sendTo(transaction, topicMessages);
    } catch (error) {
      // If this fails too, the next writer with this id ends the transaction.
      await transaction.abort().catch(() => undefined);
      throw error;
    }
    await transaction.commit();
    return outcomes;
  }

  private async sendTo(
    sender: Pick<Producer, 'sendBatch'>,
    topicMessages: TopicMessages[],
  ): Promise<readonly SendOutcome[]> {
    const reply = await sender.sendBatch({ acks: -1, topicMessages });
    return reply.map(({ topicName, partition, errorCode }) => ({ topic: topicName, partition, errorCode }));
  }
}

function chosenPartition({ message }: { message: Message }): number {
  if (message.partition === undefined) throw new Error('A record was sent without a partition');
  return message.partition;
}

function byTopic(records: readonly OutgoingRecord[]): TopicMessages[] {
  const messages = new Map<string, Message[]>();
  for (const { topic, partition, key, value, headers } of records) {
    let list = messages.get(topic);
    if (!list) messages.set(topic, (list = []));
    list.push({ partition, key, value, headers });
  }
  return Array.from(messages, ([topic, list]) => ({ topic, messages: list }));
}

function classified(error: unknown): unknown {
  const cause = rootCause(error);
  if (!(cause instanceof kafkajs.KafkaJSProtocolError)) return error;
  if (isFencing(cause)) return new WriterFenced('Another writer took this transactional id over', { cause: error });
  if (refusals.has(cause.type))
    return new RecordRefused(`The broker refuses a record: ${cause.message}`, { cause: error });
  return error;
}
