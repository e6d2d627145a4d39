import { setTimeout as delay } from 'node:timers/promises';
import type { Operation } from '../check/evidence.js';
import type { Random } from '../random.js';
import { agentKey, type World } from '../world/world.js';
import { call, type Answer } from './http-client.js';
import type { Load } from './load.js';

const agents = ['agent-one', 'agent-two', 'agent-three'];
/** Enough for every case of a run: this is about messages, not about capacity. */
const units = 100_000;
const everyMs = 100;
const offersAtOnce = 8;

/** What the agent does next with a case; each step is repeated until it is answered. */
type Step = 'reply' | 'resolve' | 'close';
const steps: readonly Step[] = ['reply', 'resolve', 'close'];

interface Work {
  readonly caseId: string;
  readonly messageId: string;
  step: number;
}

/** Agents who accept what they are offered, answer, resolve and close it. */
export class AgentLoad {
  private mark = 0;
  private isOnDuty = false;
  private readonly work = new Map<string, Work>();

  constructor(private readonly world: World) {}

  start(random: Random): Load {
    let stopping = false;
    const done = (async () => {
      while (!stopping) {
        await this.turn(random, () => stopping);
        await delay(everyMs);
      }
    })();
    return {
      stop: async () => {
        stopping = true;
        await done;
      },
    };
  }

  private async turn(random: Random, isStopping: () => boolean): Promise<void> {
    if (!this.isOnDuty) this.isOnDuty = await this.begin(random);
    const offers = await this.call(random, 'GET', `/v1/offers?limit=${offersAtOnce}`);
    if (offers.told !== 'acknowledged') return;
    if (isStopping()) return;
    await Promise.all(itemsOf(offers.body).map((offer) => this.accept(random, offer)));
    if (isStopping()) return;
    await Promise.all([...this.work.values()].slice(0, 2 * offersAtOnce).map((work) => this.progress(random, work)));
  }

  private async begin(random: Random): Promise<boolean> {
    for (const agent of agents) {
      const created = await this.call(random, 'PUT', `/v1/agents/${agent}`, {
        units,
        queues: ['default', 'praise', 'suggestions'],
      });
      const present = await this.call(random, 'PUT', `/v1/agents/${agent}/presence`, { state: 'available' });
      if (created.status !== 200 || present.status !== 200) return false;
    }
    return true;
  }

  private async accept(random: Random, offer: Record<string, string>): Promise<void> {
    const { offerId = '', caseId = '', agentId = '' } = offer;
    const operation = this.operation('accept', offerId, caseId);
    const answer = await this.call(random, 'POST', `/v1/offers/${offerId}/accept`, { agentId });
    // 202 says that the engine has not answered yet: it may or may not come about.
    operation.told = answer.status === 202 ? 'unknown' : answer.told;
    if (answer.status === 200) this.work.set(caseId, { caseId, messageId: random.uuid(), step: 0 });
  }

  private async progress(random: Random, work: Work): Promise<void> {
    const step = steps[work.step];
    if (step === undefined) return void this.work.delete(work.caseId);
    const operation = this.operation(step, step === 'reply' ? work.messageId : work.caseId, work.caseId);
    const body = step === 'reply' ? { text: 'A new lamp is on its way.', messageId: work.messageId } : {};
    const answer = await this.call(random, 'POST', `/v1/cases/${work.caseId}/${step}`, body);
    operation.told = answer.told;
    if (answer.told === 'acknowledged') work.step += 1;
    // A further contact may have opened it again meanwhile: then it is offered again.
    if (answer.told === 'refused') this.work.delete(work.caseId);
  }

  private operation(note: string, id: string, subject: string): Operation {
    this.mark += 1;
    const operation: Operation = {
      ...{ mark: `a${this.mark}`, door: 'http', kind: 'command', note, source: 'agents', id, subject },
      told: 'unknown',
    };
    this.world.operations.push(operation);
    return operation;
  }

  private async call(random: Random, method: string, path: string, body?: object): Promise<Answer> {
    const instances = this.world.instancesOf('routing');
    if (instances.length === 0) return { told: 'unknown', status: 0, body: undefined };
    return call(`${random.pick(instances).url}${path}`, agentKey, method, body);
  }
}

const itemsOf = (body: unknown): readonly Record<string, string>[] =>
  (body as { items?: Record<string, string>[] } | undefined)?.items ?? [];
