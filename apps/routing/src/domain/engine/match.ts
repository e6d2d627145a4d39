import { canTake, isBetter } from './agent-load.js';
import type { Draft } from './draft.js';
import type { Agent, Item } from './engine-model.js';
import type { Lane } from './engine-state.js';

export interface OfferTerms {
  readonly offerTimeoutMs: number;
  /** The same parts give the same id. */
  readonly idOf: (...parts: string[]) => string;
}

interface Cursor {
  readonly lane: Lane;
  readonly items: Generator<Item>;
  head: Item;
}

/**
 * Offers what waits to who has room: the oldest item first over all queues and channels, to the agent who is idle
 * longest. Ends when nobody has room for anything that waits; looks at no item behind those.
 */
export function match(draft: Draft, terms: OfferTerms): void {
  const agents = new Map(draft.roomyAgents().map((agent) => [agent.agentId, agent]));
  if (agents.size === 0) return;
  const cursors = new Set(
    draft
      .lanes()
      .map((lane) => cursorOf(draft, lane))
      .filter((cursor) => cursor !== undefined),
  );
  while (cursors.size > 0) {
    const cursor = oldest(cursors);
    if (cursor === undefined) return;
    const { lane, head } = cursor;
    const candidates = [...agents.values()].filter((agent) => canTake(agent, lane.queueId, lane.channel));
    const eligible = candidates.filter((agent) => (head.excluded?.[agent.agentId] ?? 0) <= draft.now);
    const winner = eligible.reduce<Agent | undefined>(
      (best, agent) => (best && isBetter(best, agent) ? best : agent),
      undefined,
    );
    if (winner) {
      const excluded = candidates.length - eligible.length;
      offer(draft, head, winner, { candidates: candidates.length, excluded }, terms);
      const loaded = draft.agent(winner.agentId);
      if (loaded) agents.set(winner.agentId, loaded);
    }
    if (candidates.length === 0 || !advance(cursor)) cursors.delete(cursor);
  }
}

function cursorOf(draft: Draft, lane: Lane): Cursor | undefined {
  const items = draft.waiting(lane);
  const first = items.next();
  return first.done === true ? undefined : { lane, items, head: first.value };
}

function advance(cursor: Cursor): boolean {
  const next = cursor.items.next();
  if (next.done === true) return false;
  cursor.head = next.value;
  return true;
}

function oldest(cursors: ReadonlySet<Cursor>): Cursor | undefined {
  let found: Cursor | undefined;
  for (const cursor of cursors) {
    if (found === undefined || isOlder(cursor.head, found.head)) found = cursor;
  }
  return found;
}

const isOlder = (a: Item, b: Item): boolean =>
  a.enqueuedAt === b.enqueuedAt ? a.itemId < b.itemId : a.enqueuedAt < b.enqueuedAt;

function offer(
  draft: Draft,
  item: Item,
  agent: Agent,
  counts: { readonly candidates: number; readonly excluded: number },
  { offerTimeoutMs, idOf }: OfferTerms,
): void {
  const { now } = draft;
  const { itemId, caseId } = item;
  const { agentId } = agent;
  const offerId = idOf('offer', itemId, String(item.offers + 1));
  const expiresAt = now + offerTimeoutMs;
  draft.offers.set(offerId, { offerId, itemId, caseId, agentId, state: 'pending', offeredAt: now, expiresAt });
  draft.putItem({ ...item, state: 'reserved', agentId, offerId, offers: item.offers + 1 });
  draft.take(agentId, item.channel);
  draft.explanations.push({ itemId, offerId, winner: agentId, strategy: 'longest-idle', ...counts });
  draft.tell(item, {
    type: 'offered',
    at: new Date(now),
    actor: 'system',
    offerId,
    agentId,
    expiresAt: new Date(expiresAt),
    waitedSeconds: Math.max(0, now - item.enqueuedAt) / 1000,
  });
}
