import { hasRoom, isPresent, loadedWith } from './agent-load.js';
import type { Agent, Drain, Item, Offer } from './engine-model.js';
import type { EnginePolicy } from './engine-policy.js';
import { LaneCatalogue } from './lanes.js';
import { TierCounts } from './tier-counts.js';
import { TimeOrder } from './time-order.js';
import type { QueueFlow } from './wait-estimate.js';

export interface EngineChanges {
  readonly agents: ReadonlyMap<string, Agent>;
  readonly items: ReadonlyMap<string, Item>;
  readonly offers: ReadonlyMap<string, Offer>;
  /** Of queues of which something was accepted. */
  readonly flows: ReadonlyMap<string, QueueFlow>;
  readonly drains: ReadonlyMap<string, Drain>;
}

/** What the item occupies an agent with, beside pending offers. */
export function holdersOf(item: Item): readonly string[] {
  const { agentId, consult } = item;
  const owner = agentId !== undefined && (item.state === 'assigned' || item.state === 'wrapping') ? [agentId] : [];
  return consult !== undefined && consult.offerId === undefined ? [...owner, consult.agentId] : owner;
}

/**
 * What the leader knows: every agent, and every item and offer that is not over. Changed only by `apply`, after the
 * database has said COMMIT.
 */
export class EngineState {
  readonly agents = new Map<string, Agent>();
  readonly items = new Map<string, Item>();
  /** Pending ones. */
  readonly offers = new Map<string, Offer>();
  /** Queues that are being emptied. */
  readonly drains = new Map<string, Drain>();
  readonly catalogue = new LaneCatalogue();
  readonly deadlines = new TimeOrder();
  /** When an item or an agent is to be looked at without anybody asking. */
  readonly itemAlarms = new TimeOrder();
  readonly agentAlarms = new TimeOrder();
  readonly offersOf = new SetIndex();
  readonly itemsOf = new SetIndex();
  readonly stickyTo = new SetIndex();
  readonly waiting = new TierCounts();
  /** How many agents of a queue are there, with or without room. */
  readonly presentIn = new Map<string, number>();
  readonly flows = new Map<string, QueueFlow>();

  /** The load of the agents is taken from the items and offers, not believed. */
  static from(
    agents: readonly Agent[],
    items: readonly Item[],
    offers: readonly Offer[],
    policy: Pick<EnginePolicy, 'channels'> = {},
    { drains = [], flows = [] }: { readonly drains?: readonly Drain[]; readonly flows?: readonly QueueFlow[] } = {},
  ): EngineState {
    const state = new EngineState();
    const taken = new Map<string, string[]>();
    const take = (agentId: string, channel: string): unknown =>
      taken.get(agentId)?.push(channel) ?? taken.set(agentId, [channel]);
    const channels = new Map(items.map(({ itemId, channel }) => [itemId, channel]));
    for (const item of items) for (const agentId of holdersOf(item)) take(agentId, item.channel);
    for (const { agentId, itemId } of offers) {
      const channel = channels.get(itemId);
      if (channel !== undefined) take(agentId, channel);
    }
    const byId = <T>(rows: readonly T[], id: (row: T) => string): Map<string, T> =>
      new Map(rows.map((row) => [id(row), row]));
    state.apply({
      agents: byId(
        agents.map((agent) => loadedWith(agent, taken.get(agent.agentId) ?? [], policy)),
        (agent) => agent.agentId,
      ),
      items: byId(items, (item) => item.itemId),
      offers: byId(offers, (offer) => offer.offerId),
      flows: byId(flows, (flow) => flow.queueId),
      drains: new Map(drains.map((drain) => [drain.drainId, drain])),
    });
    return state;
  }

  apply(changes: EngineChanges): void {
    for (const agent of changes.agents.values()) this.applyAgent(agent);
    for (const item of changes.items.values()) this.applyItem(item);
    for (const offer of changes.offers.values()) this.applyOffer(offer);
    for (const [queueId, flow] of changes.flows) this.flows.set(queueId, flow);
    for (const drain of changes.drains.values()) this.applyDrain(drain);
    this.catalogue.prune(this.agents.size);
  }

  private applyAgent(agent: Agent): void {
    const { agentId, wakeAt } = agent;
    const known = this.agents.get(agentId);
    const profile = this.catalogue.profileOf(agent);
    if (known) {
      const before = this.catalogue.profileOf(known);
      if (before !== profile) {
        this.catalogue.leave(agentId, before);
        this.catalogue.profileOf(agent);
      }
      if (known.wakeAt !== undefined) this.agentAlarms.remove({ at: known.wakeAt, id: agentId });
    }
    // Presence and queues change with the version; what an agent holds does not matter here.
    if (known?.version !== agent.version) {
      if (known) this.countPresent(known, -1);
      this.countPresent(agent, 1);
    }
    this.agents.set(agentId, agent);
    if (wakeAt !== undefined) this.agentAlarms.add({ at: wakeAt, id: agentId });
    this.catalogue.enter(agentId, profile);
    if (hasRoom(agent)) profile.roomy.add(agentId);
    else profile.roomy.delete(agentId);
  }

  private applyItem(item: Item): void {
    const { itemId } = item;
    const known = this.items.get(itemId);
    if (known) {
      this.leave(known);
      if (known.wakeAt !== undefined) this.itemAlarms.remove({ at: known.wakeAt, id: itemId });
      for (const agentId of holdersOf(known)) this.itemsOf.remove(agentId, itemId);
      if (known.sticky) this.stickyTo.remove(known.sticky.agentId, itemId);
    }
    if (item.state === 'done') {
      this.items.delete(itemId);
      return;
    }
    this.items.set(itemId, item);
    if (item.wakeAt !== undefined) this.itemAlarms.add({ at: item.wakeAt, id: itemId });
    for (const agentId of holdersOf(item)) this.itemsOf.add(agentId, itemId);
    if (item.sticky) this.stickyTo.add(item.sticky.agentId, itemId);
    if (item.state !== 'waiting') return;
    const lane = this.catalogue.laneOf(item);
    lane.order.add({ at: item.key ?? item.enqueuedAt, id: itemId });
    this.catalogue.moveHead(lane);
    this.waiting.count(item, 1);
  }

  private countPresent(agent: Agent, by: 1 | -1): void {
    if (!isPresent(agent)) return;
    for (const queueId of agent.queues) this.presentIn.set(queueId, (this.presentIn.get(queueId) ?? 0) + by);
  }

  private leave(item: Item): void {
    if (item.state !== 'waiting') return;
    const lane = this.catalogue.laneOf(item);
    lane.order.remove({ at: item.key ?? item.enqueuedAt, id: item.itemId });
    this.catalogue.moveHead(lane);
    this.waiting.count(item, -1);
  }

  private applyDrain(drain: Drain): void {
    if (drain.state === 'running') this.drains.set(drain.drainId, drain);
    else this.drains.delete(drain.drainId);
  }

  private applyOffer(offer: Offer): void {
    const { offerId, agentId } = offer;
    const deadline = { at: offer.expiresAt, id: offerId };
    this.deadlines.remove(deadline);
    if (offer.state === 'pending') {
      this.offers.set(offerId, offer);
      this.deadlines.add(deadline);
      this.offersOf.add(agentId, offerId);
    } else {
      this.offers.delete(offerId);
      this.offersOf.remove(agentId, offerId);
    }
  }

  /** When something is to be done without anybody asking. */
  get nextAlarm(): number | undefined {
    if (this.drains.size > 0) return 0;
    const alarms = [this.deadlines, this.itemAlarms, this.agentAlarms].map((order) => order.first?.at);
    const known = alarms.filter((at) => at !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }
}

class SetIndex {
  private readonly sets = new Map<string, Set<string>>();

  of(key: string): ReadonlySet<string> {
    return this.sets.get(key) ?? none;
  }

  add(key: string, id: string): void {
    const set = this.sets.get(key);
    if (set === undefined) this.sets.set(key, new Set([id]));
    else set.add(id);
  }

  remove(key: string, id: string): void {
    const set = this.sets.get(key);
    if (set === undefined) return;
    set.delete(id);
    if (set.size === 0) this.sets.delete(key);
  }
}

const none: ReadonlySet<string> = new Set();
