import type { CaseFact } from '../case-facts.js';
import { releasing, taking } from './agent-load.js';
import type { Agent, Explanation, Item, Offer } from './engine-model.js';
import { hasRoom, laneKey, type EngineState, type Lane } from './engine-state.js';
import { before, TimeOrder, type Entry } from './time-order.js';

export interface FactOfCase {
  readonly caseId: string;
  readonly itemId: string;
  readonly fact: CaseFact;
}

/** A decision in the making: what is new lies over the state, which stays as it is. */
export class Draft {
  readonly agents = new Map<string, Agent>();
  readonly items = new Map<string, Item>();
  readonly offers = new Map<string, Offer>();
  /** Agents whose new state is to be published. */
  readonly announced = new Set<string>();
  readonly facts: FactOfCase[] = [];
  readonly explanations: Explanation[] = [];
  private readonly added = new Map<string, Lane>();

  constructor(
    readonly state: EngineState,
    readonly now: number,
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

  tell(item: Item, fact: CaseFact): void {
    this.facts.push({ caseId: item.caseId, itemId: item.itemId, fact });
  }

  putItem(item: Item): void {
    this.items.set(item.itemId, item);
    if (item.state !== 'waiting' || this.state.items.get(item.itemId)?.state === 'waiting') return;
    const key = laneKey(item);
    let lane = this.added.get(key);
    if (lane === undefined)
      this.added.set(key, (lane = { queueId: item.queueId, channel: item.channel, order: new TimeOrder() }));
    lane.order.remove({ at: item.enqueuedAt, id: item.itemId });
    lane.order.add({ at: item.enqueuedAt, id: item.itemId });
  }

  take(agentId: string, channel: string): void {
    const agent = this.agent(agentId);
    if (agent) this.agents.set(agentId, taking(agent, channel, this.now));
  }

  release(agentId: string, channel: string): void {
    const agent = this.agent(agentId);
    if (agent) this.agents.set(agentId, releasing(agent, channel, this.now));
  }

  roomyAgents(): Agent[] {
    const ids = new Set([...this.state.roomy, ...this.agents.keys()]);
    const found: Agent[] = [];
    for (const agentId of ids) {
      const agent = this.agent(agentId);
      if (agent && hasRoom(agent)) found.push(agent);
    }
    return found;
  }

  /** Lanes in which something may be waiting. */
  lanes(): Lane[] {
    const found = new Map([...this.added, ...this.state.lanes]);
    return [...found.values()];
  }

  /** What waits in a lane, in order. Read lazily: of 100,000 only as many are touched as are asked for. */
  *waiting(lane: Lane): Generator<Item> {
    const key = laneKey(lane);
    for (const { id } of merged(this.state.lanes.get(key)?.order, this.added.get(key)?.order)) {
      const item = this.item(id);
      if (item?.state === 'waiting') yield item;
    }
  }
}

/** Both in one order. */
function* merged(a: Iterable<Entry> = [], b: Iterable<Entry> = []): Generator<Entry> {
  const [left, right] = [a[Symbol.iterator](), b[Symbol.iterator]()];
  let [one, other] = [left.next(), right.next()];
  while (one.done !== true || other.done !== true) {
    if (other.done === true || (one.done !== true && before(one.value, other.value))) {
      if (one.done !== true) yield one.value;
      one = left.next();
    } else {
      yield other.value;
      other = right.next();
    }
  }
}
