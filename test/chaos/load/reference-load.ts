import { topics } from '#libs/contracts';
import { partitionFor } from '#libs/messaging';
import type { Kafka } from 'kafkajs';
import type { Operation } from '../check/evidence.js';
import { markHeader } from '../check/operations.js';
import type { Random } from '../random.js';
import { KafkaLoad, type Load, type Sent } from './load.js';
import { poisons } from './poison.js';

const source = '/thirdring/intake';
const partitions = 6;
const customersPerRound = 30;
const poisonNames = Object.keys(poisons);

/** Writes what intake would: contacts of some customers, one of them very busy, with repetitions and poison between. */
export class ReferenceLoad {
  private mark = 0;
  private poison = 0;

  constructor(
    private readonly kafka: Kafka,
    private readonly operations: Operation[],
  ) {}

  start(random: Random): Load {
    const customers = Array.from({ length: customersPerRound }, () => random.uuid());
    const sent: Sent[] = [];
    return new KafkaLoad(this.kafka, this.operations, random, () =>
      Array.from({ length: random.between(4, 16) }, () => {
        const one = this.one(random, customers, sent);
        if (one.operation.kind === 'event') sent.push(one);
        return one;
      }),
    );
  }

  private one(random: Random, customers: readonly string[], sent: readonly Sent[]): Sent {
    const chance = random.next();
    if (chance < 0.06 && sent.length > 0) return this.again(random.pick(sent), 'repeat');
    if (chance < 0.08 && sent.length > 0) return this.again(random.pick(sent), 'other-body');
    // A quarter of all contacts are of one customer.
    const customerId = random.isBelow(0.25) ? (customers[0] ?? '') : random.pick(customers);
    const fresh = this.contact(random, customerId);
    if (chance < 0.12) return this.poisoned(fresh);
    if (chance < 0.14) return this.relabelled(fresh);
    return fresh;
  }

  private contact(random: Random, customerId: string): Sent {
    const id = random.uuid();
    const at = '2026-03-02T09:00:00.000Z';
    const data = {
      channel: 'email',
      channelAccount: 'help@lamps.example',
      externalId: `m-${id}`,
      direction: 'inbound',
      party: { type: 'email', handle: 'someone@mail.example', verified: true },
      text: 'My lamp arrived broken.',
      interactionId: id,
      customerId,
      isFirstContact: false,
      handle: 'someone@mail.example',
      occurredAt: at,
      receivedAt: at,
    };
    const mark = this.nextMark();
    return {
      operation: { mark, door: 'kafka', kind: 'event', note: '', source, id, subject: customerId, told: 'unknown' },
      record: {
        topic: topics.interactions,
        partition: partitionFor(customerId, partitions),
        key: customerId,
        value: JSON.stringify(data),
        headers: {
          ce_specversion: '1.0',
          ce_id: id,
          ce_source: source,
          ce_type: 'thirdring.interaction.received.v1',
          ce_time: at,
          ce_subject: id,
          ce_sequence: '1',
          'content-type': 'application/json',
          [markHeader]: mark,
        },
      },
    };
  }

  private again({ operation, record }: Sent, kind: 'repeat' | 'other-body'): Sent {
    const mark = this.nextMark();
    const value = kind === 'repeat' ? record.value : String(record.value).replace('broken', 'in pieces');
    return {
      operation: { ...operation, mark, kind, told: 'unknown' },
      record: { ...record, value, headers: { ...record.headers, [markHeader]: mark } },
    };
  }

  /** In turn rather than by lot, so that every sort comes in every round. */
  private poisoned({ operation, record }: Sent): Sent {
    const note = poisonNames[this.poison++ % poisonNames.length] ?? '';
    const spoilt = poisons[note]?.({ value: String(record.value), headers: { ...record.headers } });
    return { operation: { ...operation, kind: 'poison', note }, record: { ...record, ...spoilt } };
  }

  private relabelled({ operation, record }: Sent): Sent {
    const headers = { ...record.headers, ce_type: 'thirdring.interaction.sung.v1' };
    return { operation: { ...operation, kind: 'unknown-type' }, record: { ...record, headers } };
  }

  private nextMark(): string {
    this.mark += 1;
    return String(this.mark);
  }
}
