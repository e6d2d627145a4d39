import type { Agent, Item, Offer } from './engine-model.js';
import { TimeOrder } from './time-order.js';

/** What waits in one queue on one channel: all of it needs the same presence and the same room. */
export interface Lane {
  readonly queueId: string;
  readonly channel: string;
  readonly order: TimeOrder;
}

export interface EngineChanges {
  readonly agents: ReadonlyMap<string, Agent>;
  readonly items: ReadonlyMap<string, Item>;
  readonly offers: ReadonlyMap<string, Offer>;
  /** Exclusions that lapsed until now have been looked at. */
  readonly lookedAt: number;
}

export const laneKey = ({ queueId, channel }: Pick<Item, 'queueId' | 'channel'>): string =>
  `${queueId}\u0000${channel}`;

/** Whether the agent could be offered anything at all. */
export const hasRoom = (agent: Agent): boolean =>
  agent.held < agent.units && agent.exclusive === 0 && agent.presence.some(({ state }) => state === 'available');

/**
 * What the leader knows: every agent, and every item and offer that is not over. Changed only by `apply`, after the
 * database has said COMMIT.
 */
export class EngineState {
  readonly agents = new Map<string, Agent>();
  readonly items = new Map<string, Item>();
  /** Pending ones. */
  readonly offers = new Map<string, Offer>();
  readonly lanes = new Map<string, Lane>();
  /** Agents with room, so that nobody looks through those without. */
  readonly roomy = new Set<string>();
  readonly deadlines = new TimeOrder();
  readonly lapses = new TimeOrder();

  /** `held` and `exclusive` of the agents are taken from the items given, not believed. */
  static from(
    agents: readonly Agent[],
    items: readonly Item[],
    offers: readonly Offer[],
    load: (agent: Agent, items: readonly Item[]) => Agent,
  ): EngineState {
    const state = new EngineState();
    const taken = new Map<string, Item[]>();
    for (const item of items) {
      if (item.agentId === undefined) continue;
      const others = taken.get(item.agentId);
      if (others === undefined) taken.set(item.agentId, [item]);
      else others.push(item);
    }
    const byId = <T>(rows: readonly T[], id: (row: T) => string): Map<string, T> =>
      new Map(rows.map((row) => [id(row), row]));
    state.apply({
      agents: byId(
        agents.map((agent) => load(agent, taken.get(agent.agentId) ?? [])),
        (agent) => agent.agentId,
      ),
      items: byId(items, (item) => item.itemId),
      offers: byId(offers, (offer) => offer.offerId),
      lookedAt: 0,
    });
    return state;
  }

  apply(changes: EngineChanges): void {
    for (const agent of changes.agents.values()) {
      this.agents.set(agent.agentId, agent);
      if (hasRoom(agent)) this.roomy.add(agent.agentId);
      else this.roomy.delete(agent.agentId);
    }
    for (const item of changes.items.values()) this.applyItem(item);
    for (const offer of changes.offers.values()) this.applyOffer(offer);
    for (
      let lapsed = this.lapses.first;
      lapsed !== undefined && lapsed.at <= changes.lookedAt;
      lapsed = this.lapses.first
    ) {
      this.lapses.remove(lapsed);
    }
  }

  private applyItem(item: Item): void {
    const known = this.items.get(item.itemId);
    if (known?.state === 'waiting')
      this.lanes.get(laneKey(known))?.order.remove({ at: known.enqueuedAt, id: known.itemId });
    for (const [agentId, until] of Object.entries(item.excluded ?? {})) {
      if (known?.excluded?.[agentId] !== until) this.lapses.add({ at: until, id: item.itemId });
    }
    if (item.state === 'done') {
      this.items.delete(item.itemId);
      return;
    }
    this.items.set(item.itemId, item);
    if (item.state === 'waiting') this.laneOf(item).order.add({ at: item.enqueuedAt, id: item.itemId });
  }

  private applyOffer(offer: Offer): void {
    const deadline = { at: offer.expiresAt, id: offer.offerId };
    this.deadlines.remove(deadline);
    if (offer.state === 'pending') {
      this.offers.set(offer.offerId, offer);
      this.deadlines.add(deadline);
    } else {
      this.offers.delete(offer.offerId);
    }
  }

  private laneOf(item: Item): Lane {
    const key = laneKey(item);
    let lane = this.lanes.get(key);
    if (lane === undefined)
      this.lanes.set(key, (lane = { queueId: item.queueId, channel: item.channel, order: new TimeOrder() }));
    return lane;
  }

  /** When something is to be done without anybody asking: an offer ends, or an exclusion. */
  get nextAlarm(): number | undefined {
    const [deadline, lapse] = [this.deadlines.first?.at, this.lapses.first?.at];
    if (deadline === undefined || lapse === undefined) return deadline ?? lapse;
    return Math.min(deadline, lapse);
  }
}
