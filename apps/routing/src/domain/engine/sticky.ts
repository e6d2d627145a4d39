import { obstacleFor } from './candidates.js';
import type { Draft } from './draft.js';
import type { Agent, Item } from './engine-model.js';
import { without } from './item-shape.js';

/**
 * The customer's last agent is waited for only when they can take it now, or will have finished in time; never when they
 * are not there.
 */
export function heldSticky(draft: Draft, item: Item): Item {
  if (item.sticky === undefined) return item;
  const why = reasonAgainst(draft, item, item.sticky);
  if (why === undefined) return item;
  draft.note(item, 'sticky-dropped', { agentId: item.sticky.agentId, because: why });
  return without(item, 'sticky');
}

function reasonAgainst(draft: Draft, item: Item, { agentId, until }: NonNullable<Item['sticky']>): string | undefined {
  if (draft.now >= until) return 'waited-long-enough';
  const agent = draft.agent(agentId);
  if (agent === undefined) return 'unknown-agent';
  const service = draft.laneOf(item).servers.get(draft.profileOf(agent));
  if (service === undefined) return 'cannot-serve';
  const obstacle = obstacleFor(draft, agent, item, service.delayMs);
  if (obstacle === undefined) return undefined;
  return obstacle === 'no-room' && isFinishing(draft, agent, until) ? undefined : obstacle;
}

function isFinishing(draft: Draft, { agentId }: Agent, until: number): boolean {
  for (const itemId of draft.state.itemsOf.of(agentId)) {
    const item = draft.item(itemId);
    if (item?.agentId === agentId && item.wrapUntil !== undefined && item.wrapUntil < until) return true;
  }
  return false;
}
