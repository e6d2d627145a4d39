import { decode, MessageBounced, MessageDelivered, MessageRequested, MessageSent, topics } from '#libs/contracts';
import { AdapterProducer, type Log, type LogRecord, type Publication } from '#libs/messaging';
import type { Ledger } from '../doors/ledger.js';
import { randomOf } from '../world/random.js';

const requested = 'thirdring.message.requested.v1';
const source = 'simulator-delivery';
/** Of a hundred messages so many come back. */
const bounceShare = 0.01;

/** Delivers what the services ask for, as an adapter of a mail or message provider would, and says what became of it. */
export class DeliveryAdapter {
  private readonly producer: AdapterProducer;
  private readonly underWay = new Set<Promise<void>>();
  delivered = 0;

  constructor(
    log: Log,
    private readonly seed: number,
    private readonly ledger: Ledger,
    private readonly onDelivered: (message: MessageRequested) => void,
  ) {
    this.producer = new AdapterProducer(log);
  }

  /** Takes any record; those that are no requested message are none of its business. */
  take(record: LogRecord): void {
    if (record.topic !== topics.outbound) return;
    const decoded = decode({ key: record.key, value: record.value, headers: record.headers }, { topic: record.topic });
    if (decoded.kind !== 'event' || decoded.event.type !== requested) return;
    const message = decoded.event.data as MessageRequested;
    const key = record.key?.toString() ?? message.customerId;
    const sending = this.deliver(message, key).finally(() => this.underWay.delete(sending));
    this.underWay.add(sending);
  }

  get isIdle(): boolean {
    return this.underWay.size === 0;
  }

  async close(): Promise<void> {
    await Promise.all(this.underWay);
    await this.producer.close();
  }

  private async deliver(message: MessageRequested, key: string): Promise<void> {
    const { messageId, customerId, channel } = message;
    const bounces = randomOf(this.seed, 'bounce', message.to, message.purpose).chance(bounceShare);
    const ids = { messageId, customerId, channel };
    const sent = { ...ids, externalId: `provider-${messageId}` };
    const receipts: Publication[] = [
      { eventClass: MessageSent, data: sent, source, id: `${messageId}/sent`, key },
      bounces
        ? {
            eventClass: MessageBounced,
            data: { ...ids, reason: 'mailbox full', permanent: false },
            source,
            id: `${messageId}/bounced`,
            key,
          }
        : { eventClass: MessageDelivered, data: sent, source, id: `${messageId}/delivered`, key },
    ];
    const results = await this.producer.publishMany(receipts);
    this.ledger.receipts += results.filter(({ stored }) => stored).length;
    if (bounces) return;
    this.delivered += 1;
    this.onDelivered(message);
  }
}
