import type { Draft } from './draft.js';
import type { CommandOf, CommandResult } from './engine-command.js';
import type { Item } from './engine-model.js';
import { without } from './item-shape.js';
import { acceptOffer, endConsult, own, rescindOffers } from './offer-ends.js';
import { couldTake, withLeg } from './transfers.js';

const done: CommandResult = { outcome: 'done' };

/** A supervisor gives it to somebody: nobody is asked, and it does not count as one of its transfers. */
export function assign(draft: Draft, command: CommandOf<'assign'>): CommandResult {
  const { itemId, agentId, override = false } = command;
  const item = draft.item(itemId);
  if (item === undefined || item.state === 'wrapping') return { outcome: 'refused', code: 'unknown-item' };
  if (item.state === 'assigned' && item.agentId === agentId) return done;
  const asked = (item.pending ?? []).map((id) => draft.pendingOffer(id)).find((offer) => offer?.agentId === agentId);
  if (asked !== undefined) {
    acceptOffer(draft, asked);
    return done;
  }
  const target = draft.agent(agentId);
  // Who takes it upon themselves need not be one of those whom offers go to.
  if (!override && target === undefined) return { outcome: 'refused', code: 'unknown-agent' };
  if (!override && target && !couldTake(draft, target, item, false))
    return { outcome: 'refused', code: 'agent-cannot-take-it' };
  give(draft, item, command);
  return done;
}

function give(draft: Draft, item: Item, { agentId, reason, decidedBy }: CommandOf<'assign'>): void {
  rescindOffers(draft, item, 'assigned-by-supervisor');
  endConsult(draft, item, 'assigned-by-supervisor');
  let given = without(item, 'consult', 'pending');
  const { agentId: from, channel } = item;
  if (item.state === 'assigned' && from !== undefined) {
    const leg = { mode: 'direct', from, to: agentId, reason, at: draft.now } as const;
    given = { ...withLeg(draft, given, leg, decidedBy), transfers: item.transfers ?? 0 };
    draft.release(from, channel);
    draft.tell(item, { type: 'unassigned', at: new Date(draft.now), actor: 'agent', agentId: from, reason });
  }
  draft.take(agentId, channel);
  own(draft, given, agentId, { actor: 'agent' });
}
