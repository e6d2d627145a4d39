import type { CaseFact } from '../case-facts.js';
import { hasRoom, releasing, taking } from './agent-load.js';
import type { Agent, Drain, Explanation, Item, NoteKind, Offer } from './engine-model.js';
import type { EnginePolicy } from './engine-policy.js';
import type { EngineState } from './engine-state.js';
import { TierCounts } from './tier-counts.js';
import { LaneView } from './lane-view.js';
import type { Lane, Place, Profile, Service } from './lanes.js';
import type { Entry } from './time-order.js';
import type { QueueFlow } from './wait-estimate.js';

export interface FactOfCase {
  readonly caseId: string;
  readonly itemId: string;
  readonly fact: CaseFact;
}

const entryOf = (item: Item): Entry => ({ at: item.key ?? item.enqueuedAt, id: item.itemId });

/** A decision in the making: what is new lies over the state, which stays as it is. */
export class Draft {
  readonly agents = new Map<string, Agent>();
  readonly items = new Map<string, Item>();
  readonly offers = new Map<string, Offer>();
  readonly flows = new Map<string, QueueFlow>();
  /** What came in with this decision. */
  readonly admitted: string[] = [];
  readonly drains = new Map<string, Drain>();
  /** Agents whose new state is to be published. */
  readonly announced = new Set<string>();
  readonly facts: FactOfCase[] = [];
  readonly explanations: Explanation[] = [];
  /** What could have become possible: these agents may have room, these items may find somebody. */
  readonly freed = new Set<string>();
  readonly stirred = new Set<string>();
  private readonly views = new Map<Lane, LaneView>();
  /** What something has come to. */
  private readonly freshLanes = new Set<Lane>();
  private readonly joined = new Map<Profile, Set<string>>();
  private readonly arrived = new TierCounts();

  constructor(
    readonly state: EngineState,
    readonly now: number,
    readonly policy: EnginePolicy,
  ) {}

  agent(agentId: string): Agent | undefined {
    return this.agents.get(agentId) ?? this.state.agents.get(agentId);
  }

  item(itemId: string): Item | undefined {
    const item = this.items.get(itemId) ?? this.state.items.get(itemId);
    return item?.state === 'done' ? undefined : item;
  }

  pendingOffer(offerId: string): Offer | undefined {
    const offer = this.offers.get(offerId) ?? this.state.offers.get(offerId);
    return offer?.state === 'pending' ? offer : undefined;
  }

  drain(drainId: string): Drain | undefined {
    return this.drains.get(drainId) ?? this.state.drains.get(drainId);
  }

  runningDrains(): readonly Drain[] {
    if (this.state.drains.size + this.drains.size === 0) return [];
    const all = new Map([...this.state.drains, ...this.drains]);
    return [...all.values()].filter(({ state }) => state === 'running');
  }

  tell(item: Item, fact: CaseFact): void {
    this.facts.push({ caseId: item.caseId, itemId: item.itemId, fact });
  }

  note(item: Item, decision: NoteKind, detail: Readonly<Record<string, string | number>>): void {
    const { itemId, caseId } = item;
    const { version } = this.policy;
    const at = this.now;
    this.explanations.push({
      ...{ decision, itemId, caseId, at, detail },
      ...(version !== undefined && { policyVersion: version }),
    });
  }

  putItem(item: Item): void {
    const { itemId } = item;
    const known = this.item(itemId);
    if (known?.state === 'waiting') {
      this.viewOf(this.laneOf(known)).remove(entryOf(known));
      this.arrived.count(known, -1);
    }
    this.items.set(itemId, item);
    if (item.state !== 'waiting') return;
    const lane = this.laneOf(item);
    this.viewOf(lane).add(entryOf(item));
    this.freshLanes.add(lane);
    this.arrived.count(item, 1);
    this.stirred.add(itemId);
  }

  putAgent(agent: Agent): void {
    this.agents.set(agent.agentId, agent);
    const profile = this.profileOf(agent);
    if (profile.roomy.has(agent.agentId)) return;
    const others = this.joined.get(profile);
    if (others === undefined) this.joined.set(profile, new Set([agent.agentId]));
    else others.add(agent.agentId);
  }

  take(agentId: string, channel: string): void {
    const agent = this.agent(agentId);
    if (agent) this.putAgent(taking(agent, channel, this.now, this.policy));
  }

  release(agentId: string, channel: string): void {
    const agent = this.agent(agentId);
    if (agent === undefined) return;
    this.putAgent(releasing(agent, channel, this.now, this.policy));
    this.freed.add(agentId);
  }

  laneOf(item: Place): Lane {
    return this.state.catalogue.laneOf(item);
  }

  profileOf(agent: Agent): Profile {
    return this.state.catalogue.profileOf(agent);
  }

  /** Those of the profile who could be offered something. */
  eachRoomy(profile: Profile, visit: (agent: Agent) => void): void {
    const isChanged = this.agents.size > 0;
    for (const agentId of profile.roomy) {
      const agent = isChanged ? this.agent(agentId) : this.state.agents.get(agentId);
      if (agent === undefined || !hasRoom(agent)) continue;
      if (!isChanged || !this.agents.has(agentId) || this.profileOf(agent) === profile) visit(agent);
    }
    for (const agentId of this.joined.get(profile) ?? []) {
      const agent = this.agents.get(agentId);
      if (agent && hasRoom(agent) && this.profileOf(agent) === profile) visit(agent);
    }
  }

  /** All of the profile, at work or not. */
  *members(profile: Profile): Generator<Agent> {
    for (const agentId of profile.members) {
      const agent = this.agent(agentId);
      if (agent && this.profileOf(agent) === profile) yield agent;
    }
    for (const agentId of this.joined.get(profile) ?? []) {
      const agent = this.agents.get(agentId);
      if (agent && !profile.members.has(agentId) && this.profileOf(agent) === profile) yield agent;
    }
  }

  hasMembers(profile: Profile): boolean {
    return this.members(profile).next().done !== true;
  }

  waitingIn(queueId: string): number {
    return this.waitingUpTo(queueId, Infinity);
  }

  /** In the tier or a more urgent one. */
  waitingUpTo(queueId: string, tier: number): number {
    return this.state.waiting.upTo(queueId, tier) + this.arrived.upTo(queueId, tier);
  }

  flow(queueId: string): QueueFlow | undefined {
    return this.flows.get(queueId) ?? this.state.flows.get(queueId);
  }

  /** The first of a lane that is accepted; a number instead of a refusal passes over all before it. */
  find(lane: Lane, accept: (item: Item, key: number) => boolean | number): Item | undefined {
    const view = this.views.get(lane);
    if (view === undefined ? lane.order.size === 0 : view.isEmpty) return undefined;
    const check = ({ id, at }: Entry): boolean | number => {
      const item = this.item(id);
      return item?.state === 'waiting' && accept(item, at);
    };
    const entry = view === undefined ? lane.order.find(check) : view.find(check);
    return entry && this.item(entry.id);
  }

  /** How the profile serves lanes that something may wait in, by channel; some of them twice. */
  *services(profile: Profile): Generator<readonly [string, Iterable<Service>]> {
    yield* profile.active;
    for (const service of this.freshFor(profile)) yield [service.lane.channel, [service]];
  }

  /** How the profile serves lanes that something has come to. */
  freshFor(profile: Profile): readonly Service[] {
    const services: Service[] = [];
    for (const lane of this.freshLanes) {
      const service = lane.servers.get(profile);
      if (service) services.push(service);
    }
    return services;
  }

  /** Whether somebody of the profile may have room. */
  mayHaveRoom(profile: Profile): boolean {
    return profile.roomy.size > 0 || this.joined.has(profile);
  }

  private viewOf(lane: Lane): LaneView {
    let view = this.views.get(lane);
    if (view === undefined) this.views.set(lane, (view = new LaneView(lane)));
    return view;
  }
}
