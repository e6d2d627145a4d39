import { decide, EngineState, type EngineCommand } from '../../../apps/routing/src/engine.js';
import type { Figure } from '../figure.js';
import { median } from '../statistics.js';

const agents = 1_000;
const skills = 50;
const queues = 10;
/** The first is what the bar names; the others show what a longer queue costs. */
const waiting = [10_000, 1_000, 100_000];
const enough = 2_000;
const policy = {
  offerTimeoutMs: 120_000,
  exclusionMs: 300_000,
  autoAccept: true,
  idOf: (...parts: string[]) => parts.join('-'),
};

/** The decisions alone, without a database: an agent is freed, gets what waits for them, and somebody new comes. */
export function measureEngine({ quick, say }: { readonly quick: boolean; say: (line: string) => void }): Figure[] {
  const runs = quick ? 1 : 3;
  const seconds = quick ? 2 : 5;
  const rates = new Map<number, Rate[]>(waiting.map((count) => [count, []]));
  for (let run = 1; run <= runs; run += 1) {
    for (const count of waiting) {
      say(`Engine, ${String(count)} waiting, run ${String(run)} of ${String(runs)}`);
      rates.get(count)?.push(new Desk(count, run).rate(seconds));
    }
  }
  const of = (count: number, pick: (rate: Rate) => number): number[] => (rates.get(count) ?? []).map(pick);
  const timeOf = (count: number): number => median(of(count, ({ microseconds }) => microseconds));
  const figures = waiting.map((count) => ({
    ...{ name: `engine.${String(count)}-waiting`, unit: 'assignments/s' },
    value: median(of(count, ({ perSecond }) => perSecond)),
    runs: of(count, ({ perSecond }) => perSecond),
    microsecondsPerEvent: timeOf(count),
  }));
  const slowdown = timeOf(100_000) / timeOf(1_000);
  return [...figures, { name: 'engine.100000-against-1000', unit: '× the processor time', value: slowdown }];
}

interface Rate {
  readonly perSecond: number;
  /** Processor time of one assignment. */
  readonly microseconds: number;
}

/** A thousand agents with five skills each, all of them busy, and a queue that stays as long as it is. */
class Desk {
  private readonly state = new EngineState();
  private readonly busy: string[] = [];
  private readonly lot: () => number;
  private now = 1_000_000;
  private arrived = 0;
  private assigned = 0;

  constructor(count: number, seed: number) {
    this.lot = lots(seed);
    const staff = Array.from({ length: agents }, (_, index) => `agent-${String(index)}`);
    this.decide(staff.map((agentId) => this.hired(agentId)));
    this.decide(staff.map((agentId) => ({ kind: 'set-presence', agentId, state: 'available' })));
    for (let left = count + agents * 2; left > 0; left -= enough)
      this.decide(Array.from({ length: Math.min(left, enough) }, () => this.arrival()));
  }

  /** Warmed up, so that the compiler and the structures are as they are in the long run. */
  rate(seconds: number): Rate {
    for (let turn = 0; turn < 5_000; turn += 1) this.turn();
    const [before, startedAt, used] = [this.assigned, performance.now(), process.cpuUsage()];
    const until = startedAt + seconds * 1_000;
    while (performance.now() < until) for (let turn = 0; turn < 100; turn += 1) this.turn();
    const count = this.assigned - before;
    const { user, system } = process.cpuUsage(used);
    return { perSecond: count / ((performance.now() - startedAt) / 1_000), microseconds: (user + system) / count };
  }

  private turn(): void {
    this.now += 1;
    const index = Math.floor(this.lot() * this.busy.length);
    const itemId = this.busy[index] ?? '';
    this.busy[index] = this.busy.at(-1) ?? '';
    this.busy.pop();
    this.decide([{ kind: 'complete', itemId, reason: 'bench' }, this.arrival()]);
  }

  private decide(commands: readonly EngineCommand[]): void {
    const decision = decide(
      this.state,
      commands.map((command, id) => ({ id, command })),
      this.now,
      policy,
    );
    for (const { fact, itemId } of decision.facts) {
      if (fact.type !== 'assigned') continue;
      this.assigned += 1;
      this.busy.push(itemId);
    }
    this.state.apply(decision.changes);
  }

  private hired(agentId: string): EngineCommand {
    const own = new Set<string>();
    while (own.size < 5) own.add(this.skill());
    const levels = [...own].map((skill) => ({ skill, level: 1 + Math.floor(this.lot() * 5) }));
    const served = [this.queue(), this.queue(), this.queue()];
    return { kind: 'put-agent', agentId, units: 100, queues: [...new Set(served)], skills: levels };
  }

  private arrival(): EngineCommand {
    this.arrived += 1;
    const id = `item-${String(this.arrived)}`;
    const required = Array.from({ length: this.lot() < 0.3 ? 2 : 1 }, () => ({
      ...{ skill: this.skill(), level: 1 + Math.floor(this.lot() * 3) },
    }));
    const where = { queueId: this.queue(), channel: 'phone', urgency: 1 + Math.floor(this.lot() * 5) };
    return { kind: 'enqueue', itemId: id, caseId: id, enqueuedAt: this.now, required, ...where };
  }

  private skill(): string {
    return `skill-${String(Math.floor(this.lot() * skills))}`;
  }

  private queue(): string {
    return `queue-${String(Math.floor(this.lot() * queues))}`;
  }
}

function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
