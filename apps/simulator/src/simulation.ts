import { topicDefinitions, type MessageRequested } from '#libs/contracts';
import type { DatabaseOwner } from '#libs/local-stack';
import { AgentCrowd } from './actors/agent-crowd.js';
import { Correspondents } from './actors/correspondents.js';
import { DeliveryAdapter } from './actors/delivery-adapter.js';
import { Respondents } from './actors/respondents.js';
import { TopicWatch, type Positions } from './actors/topic-watch.js';
import { balanceOf, type Counts, type ServiceBalance } from './balance/balance.js';
import { RecordOffsets } from './balance/record-offsets.js';
import { ServiceReader, type ServiceCounts } from './balance/service-state.js';
import { IntakeDoors } from './doors/intake-doors.js';
import { emptyLedger, type Ledger } from './doors/ledger.js';
import type { SimulatorOptions } from './options.js';
import type { Platform } from './platform/platform.js';
import type { ContactPlan } from './world/contacts.js';

export interface Pace {
  /** What the usual case takes an agent. */
  readonly workMs: number;
  readonly pollMs: number;
  /** Cases that agents serve at the same moment. */
  readonly atOnce: number;
  /** Longest time from an invitation to its answer. */
  readonly patienceMs: number;
}

/** Everybody outside the services: customers, agents, the adapter that delivers, and who keeps the books. */
export class Simulation {
  readonly ledger: Ledger = emptyLedger();
  readonly troubles: string[] = [];
  readonly plan: ContactPlan;
  readonly doors: IntakeDoors;
  readonly agents: AgentCrowd;
  readonly respondents: Respondents;
  readonly correspondents: Correspondents;
  readonly adapter: DeliveryAdapter;
  private readonly records = new RecordOffsets();
  private readonly watch: TopicWatch;

  private constructor(
    { log, keys, urlOf }: Platform,
    { seed, agents, customers }: SimulatorOptions,
    pace: Pace,
    private readonly readers: readonly ServiceReader[],
    private readonly before: Counts,
    from: Positions,
  ) {
    const run = `s${seed}-${Date.now().toString(36)}`;
    const onTrouble = (error: unknown): void => this.note(error);
    this.plan = { seed, customers, run };
    this.doors = new IntakeDoors(log, () => urlOf('intake'), keys, this.ledger);
    this.respondents = new Respondents({ seed, customers, run, patienceMs: pace.patienceMs }, this.doors, onTrouble);
    this.correspondents = new Correspondents(
      { seed, customers, run, patienceMs: pace.patienceMs },
      this.doors,
      onTrouble,
    );
    this.adapter = new DeliveryAdapter(log, seed, this.ledger, (message) => this.deliver(message));
    this.agents = new AgentCrowd({ seed, agents, ...pace, url: () => urlOf('routing'), key: keys.agent, onTrouble });
    this.watch = new TopicWatch(log, `thirdring-simulator-${run}`, from, this.records, (record) =>
      this.adapter.take(record),
    );
  }

  /** The books start here: whatever was in the topics before is another run's. */
  static async begin(platform: Platform, options: SimulatorOptions, pace: Pace): Promise<Simulation> {
    const readers = await Promise.all(
      platform.services.map(({ name, databaseUrl }) => ServiceReader.open(name, databaseUrl)),
    );
    const before = await countsOf(readers);
    const simulation = new Simulation(
      platform,
      options,
      pace,
      readers,
      before,
      startOf(before, await endsOf(platform)),
    );
    await simulation.watch.start();
    await simulation.agents.start();
    return simulation;
  }

  async counts(): Promise<Counts> {
    return countsOf(this.readers);
  }

  async outboxOf(service: DatabaseOwner): Promise<number> {
    const reader = this.readers.find(({ name }) => name === service);
    return reader ? (await reader.counts()).outbox : 0;
  }

  async balances(): Promise<ServiceBalance[]> {
    const after = await this.counts();
    return [...after].map(([service, counts]) =>
      balanceOf(service, this.before.get(service) ?? noCounts, counts, this.records),
    );
  }

  get isIdle(): boolean {
    return this.adapter.isIdle && this.respondents.isIdle && this.correspondents.isIdle;
  }

  async end(): Promise<void> {
    await this.agents.stop();
    await this.respondents.stop();
    await this.correspondents.stop();
    await this.watch.stop();
    await this.adapter.close();
    await this.doors.close();
    await Promise.all(this.readers.map((reader) => reader.close()));
  }

  private deliver(message: MessageRequested): void {
    this.respondents.read(message);
    const reader = this.respondents.customerOf(message.to);
    if (reader !== undefined) this.correspondents.read(message, reader);
  }

  note(error: unknown): void {
    const text =
      error instanceof Error
        ? `${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`
        : String(error);
    this.troubles.push(text.slice(0, 300));
    if (this.troubles.length > 200) this.troubles.shift();
  }
}

const noCounts: ServiceCounts = { partitions: [], outbox: 0, outboxRefused: 0, parked: 0, dead: 0, interactions: 0 };

async function countsOf(readers: readonly ServiceReader[]): Promise<Map<DatabaseOwner, ServiceCounts>> {
  return new Map(await Promise.all(readers.map(async (reader) => [reader.name, await reader.counts()] as const)));
}

async function endsOf({ log }: Platform): Promise<Map<string, number>> {
  const admin = log.admin();
  await admin.connect();
  try {
    const ends = await Promise.all(topicDefinitions.map(({ name }) => admin.ends(name)));
    return new Map(ends.flat().map(({ topic, partition, high }) => [`${topic}/${partition}`, Number(high)]));
  } finally {
    await admin.disconnect();
  }
}

/** The first position that any service has still to consume, or the end where nobody waits for anything. */
function startOf(before: Counts, ends: ReadonlyMap<string, number>): Positions {
  const from = new Map(ends);
  for (const { partitions } of before.values()) {
    for (const { topic, partition, next } of partitions) {
      const key = `${topic}/${partition}`;
      from.set(key, Math.min(from.get(key) ?? next, next));
    }
  }
  return from;
}
