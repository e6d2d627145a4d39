import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '#libs/contracts';
import { agentHeaders, services, startOne, type RunningService, type Service } from '../service-programs.js';
import type { Program } from '../program.js';
import type { Bench } from './bench.js';
import { Consumption } from './consumption.js';

const pollMs = 100;
const throughTimeoutMs = 300_000;

/** All four services at work, as operators run them, one instance each. */
export class RunningPipeline {
  private constructor(
    private readonly bench: Bench,
    readonly programs: ReadonlyMap<Service, Program>,
    private readonly consumptions: readonly Consumption[],
    private readonly routingUrl: string,
  ) {}

  static async start(bench: Bench): Promise<RunningPipeline> {
    await bench.stack.freshContractTopics();
    // No offer ends by itself during the measurement: nobody answers them.
    const settings = { OFFER_TIMEOUT: '30m' };
    const started = new Map<Service, RunningService>();
    for (const service of services) started.set(service, await startOne(bench, service, settings));
    const urls = new Map<Service, string>();
    for (const [service, { program }] of started) urls.set(service, await program.ready());
    const programs = new Map([...started].map(([service, { program }]) => [service, program]));
    const databases = [...started.values()].map(({ databaseUrl }) => Consumption.open(databaseUrl));
    return new RunningPipeline(bench, programs, await Promise.all(databases), urls.get('routing') ?? '');
  }

  /** Agents with room for every case of the run. */
  async employ(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      await this.put(`agent-${index}`, { units: 100_000, queues: ['default', 'praise', 'suggestions'] });
      await this.put(`agent-${index}/presence`, { state: 'available' });
    }
  }

  /** They keep what they have and are offered nothing more. */
  async keepBusy(count: number): Promise<void> {
    for (let index = 0; index < count; index++) await this.put(`agent-${index}/presence`, { state: 'busy' });
  }

  /**
   * Everything published was consumed by whoever consumes it, and every outbox is empty, twice in a row with nothing new
   * in between. Answers when that was so first.
   */
  async through(): Promise<number> {
    const deadline = performance.now() + throughTimeoutMs;
    let last: { readonly at: number; readonly state: string } | undefined;
    for (;;) {
      const at = performance.now();
      const state = await this.restingState();
      if (state !== undefined && state === last?.state) return last.at;
      last = state === undefined ? undefined : { at, state };
      for (const program of this.programs.values()) program.check();
      if (at > deadline) throw new Error(`The pipeline was not through after ${throughTimeoutMs / 1000} s`);
      await delay(pollMs);
    }
  }

  /** Events without effect, over all services. */
  async failed(): Promise<number> {
    const progress = await Promise.all(this.consumptions.map((consumption) => consumption.progress()));
    return progress.reduce((sum, { failed }) => sum + failed, 0);
  }

  /** Of all services together; `undefined` where the system does not tell. */
  async cpuSeconds(): Promise<number | undefined> {
    let sum = 0;
    for (const program of this.programs.values()) {
      const seconds = await program.cpuSeconds();
      if (seconds === undefined) return undefined;
      sum += seconds;
    }
    return sum;
  }

  async stop(): Promise<void> {
    await Promise.all(this.consumptions.map((consumption) => consumption.close()));
    await Promise.all([...this.programs.values()].map((program) => program.stop()));
  }

  private async put(path: string, body: object): Promise<void> {
    const url = `${this.routingUrl}/v1/agents/${path}`;
    const answer = await fetch(url, { method: 'PUT', headers: agentHeaders, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`PUT ${path} was answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  }

  private async restingState(): Promise<string | undefined> {
    const ends = (await Promise.all(watched.map((topic) => this.bench.stack.ends(topic)))).flat();
    const highs = new Map(ends.map(({ topic, partition, high }) => [`${topic}/${partition}`, Number(high)]));
    for (const consumption of this.consumptions) {
      for (const [partition, next] of await consumption.positions())
        if (next < (highs.get(partition) ?? 0)) return undefined;
      if (!(await consumption.progress()).outboxIsEmpty) return undefined;
    }
    return JSON.stringify([...highs]);
  }
}

/** The topics that some service of ours consumes, and those whose growth says that there is still work. */
const watched = [
  topics.inbound,
  topics.interactions,
  topics.customers,
  topics.cases,
  topics.followUps,
  topics.outbound,
  topics.receipts,
];
