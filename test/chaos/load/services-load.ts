import type { Kafka } from 'kafkajs';
import { topics } from '#libs/contracts';
import { partitionFor } from '#libs/messaging';
import { markHeader } from '../check/operations.js';
import { Random } from '../random.js';
import { adapterKey, type World } from '../world/world.js';
import { AgentLoad } from './agent-load.js';
import { HttpLoad } from './http-load.js';
import { Invitations, type Invitation } from './invitations.js';
import { KafkaLoad, type Load, type Sent } from './load.js';
import { inboundPoisons } from './poison.js';

const source = '/adapters/chaos-mail';
const partitions = 6;
const customersPerRound = 25;
const poisonNames = Object.keys(inboundPoisons);
const issues = ['delivery', 'billing', 'warranty', 'returns'];

/** Customers who write by both doors, and agents who do the work that comes of it. */
export class ServicesLoad {
  private mark = 0;
  private poison = 0;
  private readonly agents: AgentLoad;

  constructor(
    private readonly kafka: Kafka,
    private readonly world: World,
  ) {
    this.agents = new AgentLoad(world);
  }

  start(random: Random): Load {
    const run = random.uuid().slice(0, 8);
    const customers = Array.from({ length: customersPerRound }, (_, index) => `c${index}.${run}@mail.example`);
    const sent: Sent[] = [];
    const invitations = new Invitations(this.world);
    const kafka = new KafkaLoad(this.kafka, this.world.operations, random, () =>
      Array.from({ length: random.between(1, 4) }, () => {
        const invited = random.isBelow(0.3) ? invitations.next() : undefined;
        const one = invited ? this.answer(random, invited) : this.one(random, customers, sent);
        if (one.operation.kind === 'event') sent.push(one);
        return one;
      }),
    );
    const http = new HttpLoad(this.world, adapterKey, () => {
      const handle = random.pick(customers);
      const id = random.uuid();
      return { mark: this.nextMark(), id, subject: handle, body: submission(random, handle, id) };
    });
    const agents = this.agents.start(new Random(random.between(0, 2 ** 31)));
    return { stop: async () => void (await Promise.all([kafka.stop(), http.stop(), agents.stop()])) };
  }

  private one(random: Random, customers: readonly string[], sent: readonly Sent[]): Sent {
    const chance = random.next();
    if (chance < 0.06 && sent.length > 0) return this.again(random.pick(sent), 'repeat');
    if (chance < 0.08 && sent.length > 0) return this.again(random.pick(sent), 'other-body');
    const fresh = this.contact(random, random.isBelow(0.2) ? (customers[0] ?? '') : random.pick(customers));
    if (chance < 0.13) return this.poisoned(fresh);
    if (chance < 0.15) return this.relabelled(fresh);
    return fresh;
  }

  private contact(random: Random, handle: string): Sent {
    return this.sent(random, submission(random, handle, random.uuid()));
  }

  private answer(random: Random, { to, responseId }: Invitation): Sent {
    const { topics: _topics, text: _text, ...common } = submission(random, to, random.uuid());
    const rating = { score: random.between(1, 5), scaleMin: 1, scaleMax: 5 };
    const answer = { kind: 'survey-response', rating, attributes: { surveyResponseId: responseId } };
    return this.sent(random, { ...common, ...answer });
  }

  private sent(random: Random, body: Submission): Sent {
    const { externalId: id } = body;
    const { handle } = body.party;
    const key = `${body.channelAccount}|${handle}`;
    const mark = this.nextMark();
    return {
      operation: { mark, door: 'kafka', kind: 'event', note: '', source, id, subject: handle, told: 'unknown' },
      record: {
        topic: topics.inbound,
        partition: partitionFor(key, partitions),
        key,
        value: JSON.stringify(body),
        headers: {
          ce_specversion: '1.0',
          ce_id: id,
          ce_source: source,
          ce_type: 'thirdring.interaction.submitted.v1',
          // Times jump back and forth: order is that of the log, not that of the clock.
          ce_time: new Date(Date.UTC(2026, 2, 2, 9, 0, random.between(0, 50_000))).toISOString(),
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

  private poisoned({ operation, record }: Sent): Sent {
    const note = poisonNames[this.poison++ % poisonNames.length] ?? '';
    const spoilt = inboundPoisons[note]?.({ value: String(record.value), headers: { ...record.headers } });
    return { operation: { ...operation, kind: 'poison', note }, record: { ...record, ...spoilt } };
  }

  private relabelled({ operation, record }: Sent): Sent {
    const headers = { ...record.headers, ce_type: 'thirdring.interaction.sung.v1' };
    return { operation: { ...operation, kind: 'unknown-type' }, record: { ...record, headers } };
  }

  private nextMark(): string {
    this.mark += 1;
    return `s${this.mark}`;
  }
}

interface Submission {
  readonly channelAccount: string;
  readonly externalId: string;
  readonly party: { readonly handle: string };
}

function submission(random: Random, handle: string, externalId: string) {
  return {
    channel: 'email',
    channelAccount: 'help@lamps.example',
    externalId,
    direction: 'inbound',
    party: { type: 'email', handle, verified: true },
    text: 'My lamp arrived broken.',
    language: 'en',
    topics: [random.pick(issues)],
  };
}
