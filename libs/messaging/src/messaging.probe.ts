import pg from 'pg';
import { randomUUID } from 'node:crypto';
import { CaseInteractionAdded, encode, eventOptions, sources, type CloudEvent } from '#libs/contracts';
import { createTestDatabase, type TestDatabase } from '#libs/testing';
import type { Handler } from './consume/entry.js';
import type { LogRecord, OutgoingRecord } from './log/log.js';
import { messagingSchema1, messagingSchema2 } from './schema.js';
import type { SessionOptions } from './store/session.js';
import type { UnitTable } from './store/tables.js';
import type { Appender, HandlerOutcome, Loads, Store, Tally, Unit } from './unit/unit.js';

/** A small service for specs: totals per case, one row for each effect, a counter that all share. */
export interface Total {
  readonly id: string;
  readonly version: number;
  readonly count: number;
  readonly note?: string;
}

export interface ProbeStores {
  totals: Store<Total>;
  effects: Appender<{ id: string; subject: string; value: string }>;
  daily: Tally<{ day: string }>;
}

export type ProbeUnit = Unit<ProbeStores>;
export type Behaviour = (event: CloudEvent<CaseInteractionAdded>, unit: ProbeUnit) => Promise<HandlerOutcome>;

const tablesSql = `
create table total (id uuid primary key, version int not null, count int not null, note text);
create table effect (id text primary key, subject text not null, value text not null, position bigint generated always as identity);
create table daily (day text primary key, n int not null);
`;

export const probeStores: Readonly<Record<keyof ProbeStores, UnitTable>> = {
  totals: {
    kind: 'state',
    table: 'total',
    key: 'id',
    columns: [
      { property: 'id', column: 'id', type: 'uuid' },
      { property: 'version', column: 'version', type: 'int4' },
      { property: 'count', column: 'count', type: 'int4' },
      { property: 'note', column: 'note', type: 'text' },
    ],
  },
  effects: {
    kind: 'append',
    table: 'effect',
    columns: [
      { property: 'id', column: 'id', type: 'text' },
      { property: 'subject', column: 'subject', type: 'text' },
      { property: 'value', column: 'value', type: 'text' },
    ],
  },
  daily: {
    kind: 'tally',
    table: 'daily',
    key: ['day'],
    columns: [
      { property: 'day', column: 'day', type: 'text' },
      { property: 'n', column: 'n', type: 'int4' },
    ],
  },
};

const tableNames =
  'consumer_offset inbox outbox outbox_refused timer parked_event dead_letter total effect daily'.split(' ');

/** The database of one suite, with a connection for its questions. */
export class ProbeDatabase {
  private constructor(
    private readonly database: TestDatabase,
    readonly client: pg.Client,
  ) {}

  static async create(): Promise<ProbeDatabase> {
    const database = await createTestDatabase({
      template: 'messaging_probe',
      content: [messagingSchema1, messagingSchema2, tablesSql],
      migrate: async (url) => {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        await client.query(messagingSchema1 + messagingSchema2 + tablesSql);
        await client.end();
      },
    });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return new ProbeDatabase(database, client);
  }

  get url(): string {
    return this.database.url;
  }

  session(applicationName = 'probe'): SessionOptions {
    return { connectionString: this.url, applicationName };
  }

  async rows(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.client.query<Record<string, unknown>>(text, [...values])).rows;
  }

  /** Values of the effects in the order in which they were written, of one subject or of all. */
  async effects(subject?: string): Promise<string[]> {
    const text = 'select value from effect where $1::text is null or subject = $1 order by position';
    return (await this.rows(text, [subject ?? null])).map((row) => String(row['value']));
  }

  async total(id: string): Promise<Record<string, unknown> | undefined> {
    return (await this.rows('select count, version, note from total where id = $1', [id]))[0];
  }

  async deadLetters(consumer: string): Promise<Record<string, unknown>[]> {
    return this.rows(
      'select id, topic, partition, "offset", subject, headers, code, reason, stack, tries, status, replay_outcome, decision_reason, octet_length(body) as body_bytes from dead_letter where consumer = $1 order by partition, "offset"',
      [consumer],
    );
  }

  /** The balance over all partitions of a consumer. */
  async balance(consumer: string): Promise<Record<string, unknown> | undefined> {
    const sums = ['handled', 'ignored', 'duplicate', 'parked', 'dead'].map((name) => `sum(${name})::int as ${name}`);
    return (await this.rows(`select ${sums.join(', ')} from consumer_offset where consumer = $1`, [consumer]))[0];
  }

  /** Forgets everything, so that a spec need not know what ran before it. */
  async clear(): Promise<void> {
    await this.client.query(tableNames.map((name) => `delete from ${name};`).join(' '));
  }

  async drop(): Promise<void> {
    await this.client.end();
    await this.database.drop();
  }
}

export interface CaseEvent {
  readonly caseId: string;
  /** Names the behaviour that handles it; also what is written down as its effect. */
  readonly product?: string;
  readonly id?: string;
}

const caseEvents = eventOptions(CaseInteractionAdded);

export function caseEvent({
  caseId,
  product = 'count',
  id = randomUUID(),
}: CaseEvent): CloudEvent<CaseInteractionAdded> {
  return {
    specversion: '1.0',
    id,
    source: sources.routing,
    type: caseEvents.type,
    time: '2026-03-01T10:00:00.000Z',
    subject: caseId,
    datacontenttype: 'application/json',
    data: Object.assign(new CaseInteractionAdded(), {
      caseId,
      customerId: caseId,
      cycle: 1,
      channel: 'email',
      actorType: 'customer',
      interactionId: caseId,
      direction: 'inbound',
      product,
    }),
  };
}

/** As it lies in the log. */
export function recordOf(event: CaseEvent, offset: number, partition = 0): LogRecord {
  const { key, value, headers } = encode(caseEvent(event));
  const topic = caseEvents.topic;
  return {
    topic,
    partition,
    offset: String(offset),
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers,
    timestamp: '0',
  };
}

export function outgoing(event: CaseEvent, partition = 0): OutgoingRecord {
  const { key, value, headers } = encode(caseEvent(event));
  return { topic: caseEvents.topic, partition, key, value, headers };
}

/** Counts the case and writes the effect down. */
export const count: Behaviour = async ({ id, data }, unit) => {
  const before = await unit.totals.get(data.caseId);
  unit.totals.put({ id: data.caseId, version: (before?.version ?? 0) + 1, count: (before?.count ?? 0) + 1 });
  unit.effects.append({ id, subject: data.caseId, value: data.product ?? '' });
  unit.daily.add({ day: 'today' }, { n: 1 });
};

/** One handler whose behaviour each event names by its `product`; what has no name is counted. */
export function handlersOf(
  behaviours: Readonly<Record<string, Behaviour>> = {},
  loads: (event: CloudEvent<CaseInteractionAdded>) => Loads = (event) => ({ totals: event.data.caseId }),
): Map<string, Handler> {
  const handler: Handler = {
    name: caseEvents.type,
    loads: loads,
    door: false,
    eventClass: CaseInteractionAdded,
    invoke: (event, unit) => {
      const known = event as CloudEvent<CaseInteractionAdded>;
      const behaviour = behaviours[known.data.product ?? ''] ?? count;
      return behaviour(known, unit as ProbeUnit);
    },
  };
  return new Map([[caseEvents.type, handler]]);
}

export const casesTopic = caseEvents.topic;
