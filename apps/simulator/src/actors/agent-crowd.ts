import { setTimeout as wait } from 'node:timers/promises';
import { DoorRefused, request } from '../doors/http.js';
import { agentAt, offerDecisionOf, wordsOfAgent, type OfferDecision, type SimulatedAgent } from '../world/agents.js';

export interface AgentCrowdOptions {
  readonly seed: number;
  readonly agents: number;
  /** How long the usual case takes; 0 for as fast as the doors allow. */
  readonly workMs: number;
  readonly pollMs: number;
  /** Cases that are served at the same moment, over all agents: so many people share one line to the doors. */
  readonly atOnce: number;
  readonly url: () => string;
  readonly key: string;
  readonly onTrouble: (error: unknown) => void;
}

interface Offer {
  readonly offerId: string;
  readonly caseId: string;
  readonly agentId: string;
  readonly language?: string;
}

/** A call takes all of an agent's units, a chat 20, anything else 10. */
const unitsPerCapacity = 20;

/** Agents at their desks. They see offers, take most of them, answer, resolve, close; all over HTTP. */
export class AgentCrowd {
  private readonly agents: ReadonlyMap<string, SimulatedAgent>;
  private readonly offersSeen = new Map<string, number>();
  private readonly taken = new Set<string>();
  private readonly working = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private polling: Promise<void> = Promise.resolve();
  /** Offers that were there at the last look. */
  pending = 0;
  accepted = 0;
  declined = 0;
  letPass = 0;
  closed = 0;

  constructor(private readonly options: AgentCrowdOptions) {
    const all = Array.from({ length: options.agents }, (_, index) => agentAt(options.seed, index + 1));
    this.agents = new Map(all.map((agent) => [agent.agentId, agent]));
  }

  get busy(): number {
    return this.working.size;
  }

  async start(): Promise<void> {
    for (const { agentId, languages, capacity } of this.agents.values()) {
      const skills = languages.map((skill, index) => ({ skill, level: 5 - index }));
      const body = {
        teamId: 'care',
        units: capacity * unitsPerCapacity,
        queues: ['default', 'praise', 'suggestions'],
        skills,
      };
      await this.call('PUT', `/v1/agents/${agentId}`, body);
      await this.call('PUT', `/v1/agents/${agentId}/presence`, { state: 'available' });
    }
    this.polling = this.poll();
  }

  /** They end the call that they are in and go home; the cases that they hold stay theirs. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.polling;
    await Promise.all(this.working);
    const goHome = (agentId: string): Promise<unknown> =>
      this.call('PUT', `/v1/agents/${agentId}/presence`, { state: 'offline' }).catch(this.options.onTrouble);
    await Promise.all([...this.agents.keys()].map(goHome));
  }

  private async poll(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const offers = await this.call<{ items: Offer[] }>('GET', '/v1/offers?state=pending&limit=1000').catch(
        (error: unknown) => {
          this.options.onTrouble(error);
          return { items: [] };
        },
      );
      this.pending = offers.items.length;
      for (const offer of offers.items) if (this.working.size < this.options.atOnce) this.see(offer);
      await wait(this.options.pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private see(offer: Offer): void {
    if (this.taken.has(offer.offerId) || !this.agents.has(offer.agentId)) return;
    this.taken.add(offer.offerId);
    const n = (this.offersSeen.get(offer.agentId) ?? 0) + 1;
    this.offersSeen.set(offer.agentId, n);
    const decision = offerDecisionOf(this.options.seed, offer.agentId, n);
    const work = this.serve(offer, decision)
      .catch((error: unknown) => {
        // An offer that has ended meanwhile, or a case that was closed: the next one, please.
        if (!(error instanceof DoorRefused && error.status === 409)) this.options.onTrouble(error);
      })
      .finally(() => this.working.delete(work));
    this.working.add(work);
  }

  private async serve({ offerId, caseId, agentId, language }: Offer, decision: OfferDecision): Promise<void> {
    if (decision.answer === 'let-pass') {
      this.letPass += 1;
      return;
    }
    await this.pause(decision.delay * 0.1);
    if (decision.answer === 'decline') {
      await this.call('POST', `/v1/offers/${offerId}/decline`, { agentId, reason: 'not my field' });
      this.declined += 1;
      return;
    }
    await this.call('POST', `/v1/offers/${offerId}/accept`, { agentId });
    this.accepted += 1;
    const { reply, resolution } = wordsOfAgent(language, decision.words);
    const { signal } = this.stopping;
    for (let sent = 0; sent < decision.replies; sent++) {
      await this.pause(decision.work / decision.replies);
      if (signal.aborted) return;
      await this.call('POST', `/v1/cases/${caseId}/reply`, { text: reply, agentId });
    }
    await this.call('POST', `/v1/cases/${caseId}/resolve`, { agentId, remedy: resolution });
    if (!decision.closes) return;
    await this.pause(decision.work * 0.2);
    if (signal.aborted) return;
    await this.call('POST', `/v1/cases/${caseId}/close`, { agentId });
    this.closed += 1;
  }

  /** Cut short when the day is over. */
  private async pause(share: number): Promise<void> {
    const { workMs } = this.options;
    if (workMs > 0) await wait(share * workMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private call<T = unknown>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
    const { url, key } = this.options;
    return request<T>(`${url()}${path}`, { method, key, ...(body !== undefined && { body }) });
  }
}
