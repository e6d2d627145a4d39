import { evolveCase } from '../domain/evolve-case.js';
import type { CaseFact } from '../domain/case-facts.js';
import type { SupportCase } from '../domain/support-case.js';
import { caseEvent } from './case-events.js';
import type { RoutingUnit } from './routing-unit.js';

export const firstResponseTimer = 'first-response-due';

/**
 * Applies the facts to the case, publishes them in their order, and tells the engine what concerns it. Nothing at all
 * when there are no facts.
 */
export function tellCase(unit: RoutingUnit, before: SupportCase, facts: readonly CaseFact[]): SupportCase {
  let current = before;
  for (const fact of facts) {
    const next = evolveCase(current, fact);
    const { eventClass, data } = caseEvent(next, fact);
    unit.publish(eventClass, data, { sequence: next.version, time: fact.at });
    follow(unit, current, fact);
    current = next;
  }
  if (current !== before) unit.cases.put(current);
  return current;
}

function follow(unit: RoutingUnit, before: SupportCase, fact: CaseFact): void {
  const { caseId, channel, itemId } = before;
  if (fact.type === 'clock-started') unit.schedule({ kind: firstResponseTimer, ref: caseId, dueAt: fact.dueAt });
  if (fact.type === 'clock-decided') unit.cancel(firstResponseTimer, caseId);
  if (fact.type === 'queued') {
    const enqueuedAt = fact.enqueuedAt.getTime();
    unit.commands.append({
      body: { kind: 'enqueue', itemId: fact.itemId, caseId, queueId: fact.queueId, channel, enqueuedAt },
    });
  }
  if ((fact.type === 'resolved' || fact.type === 'closed') && itemId !== undefined) {
    unit.commands.append({ body: { kind: 'complete', itemId, reason: `case-${fact.type}` } });
  }
}
