import { eventOptions } from '#libs/contracts';
import { evolveCase } from '../domain/evolve-case.js';
import type { CaseFact } from '../domain/case-facts.js';
import type { EngineCommand } from '../domain/engine/engine-command.js';
import { dueReview } from '../domain/journey/shelving.js';
import { nextNewsOf, newsOf } from '../domain/case-news.js';
import { storyEvent, type StoryEvent } from '../domain/story/story-event.js';
import type { SupportCase } from '../domain/support-case.js';
import type { Hours } from '../domain/time/derive-clock.js';
import { caseEvent } from './case-events.js';
import type { RoutingUnit } from './routing-unit.js';

/** One timer for each case: the next time at which time itself brings news of its clocks and promises. */
export const caseTimer = 'case-due';

/**
 * Applies the facts to the case, publishes them in their order with what they mean for its clocks and promises, and tells
 * the engine what concerns it. Nothing at all when there are no facts.
 */
export function tellCase(
  unit: RoutingUnit,
  before: SupportCase,
  facts: readonly CaseFact[],
  hours: Hours,
): SupportCase {
  const telling = new Telling(unit, before, hours);
  for (const fact of facts) {
    // A case that is closed says nothing more: what the close decides is told before it.
    if (fact.type === 'closed') telling.news(evolveCase(telling.current, fact));
    telling.tell(fact);
    telling.news(telling.current);
  }
  return telling.finish();
}

/** Tells what time has brought, and when it will bring more. */
export function tellTime(unit: RoutingUnit, found: SupportCase, hours: Hours): void {
  const telling = new Telling(unit, found, hours);
  telling.news(found);
  for (const fact of dueReview(telling.current, unit.now)) telling.tell(fact);
  telling.news(telling.current);
  telling.finish();
  // The timer that has fired is gone, whether something was told or not.
  const next = nextNewsOf(telling.current, hours, unit.now);
  if (next !== undefined) unit.schedule({ kind: caseTimer, ref: found.caseId, dueAt: new Date(next) });
}

class Telling {
  private readonly events: StoryEvent[] = [];
  private readonly facts: CaseFact[] = [];

  constructor(
    private readonly unit: RoutingUnit,
    private readonly before: SupportCase,
    private readonly hours: Hours,
    public current = before,
  ) {}

  tell(fact: CaseFact): void {
    const next = evolveCase(this.current, fact);
    const { eventClass, data } = caseEvent(next, fact);
    this.unit.publish(eventClass, data, { sequence: next.version, time: fact.at });
    this.events.push(storyEvent(eventOptions(eventClass).type, fact.at, data));
    this.facts.push(fact);
    this.follow(fact);
    this.current = next;
  }

  /** What a state of the case says that was not told yet. */
  news(of: SupportCase): void {
    for (const fact of newsOf(of, this.hours, this.unit.now)) this.tell(fact);
  }

  finish(): SupportCase {
    const { unit, before, current, hours } = this;
    if (current === before) return current;
    unit.cases.put(current);
    this.watch();
    const { caseId } = current;
    unit.stories.append({ caseId, sequence: before.version + 1, toldAt: unit.now, events: this.events });
    const isTimeless = before.times === current.times && before.promises === current.promises;
    if (isTimeless && before.journey?.shelf === current.journey?.shelf) return current;
    const [was, next] = [before, current].map((one) => nextNewsOf(one, hours, unit.now));
    if (was === next) return current;
    if (next === undefined) unit.cancel(caseTimer, current.caseId);
    else unit.schedule({ kind: caseTimer, ref: current.caseId, dueAt: new Date(next) });
    return current;
  }

  /** Whose agent is waited for is watched by the engine, from what they did last. */
  private watch(): void {
    const { itemId, agentId, waitingOn = 'agent' } = this.current;
    const isMoved = this.facts.some(({ type }) => type === 'replied' || type === 'waiting-on-changed');
    if (!isMoved || itemId === undefined || agentId === undefined) return;
    const awaits = waitingOn === 'agent';
    this.unit.commands.append({ body: { kind: 'activity', itemId, ...(!awaits && { awaits }) } });
  }

  private follow(fact: CaseFact): void {
    const { caseId, channel, itemId, urgency, times, cycle } = this.current;
    if (fact.type === 'queued') {
      const enqueuedAt = fact.enqueuedAt.getTime();
      const due = (times?.told ?? []).flatMap(({ state, dueAt }) => (state === 'running' ? (dueAt ?? []) : []));
      const item = { itemId: fact.itemId, caseId, queueId: fact.queueId, channel, enqueuedAt, urgency };
      const { agentId = this.before.agentIds.at(-1) } = this.before;
      // Who had it in its last life, or before it was shelved, knows it already.
      const isBack = cycle > this.before.cycle || fact.reason === 'resumed';
      const sticky = isBack && agentId !== undefined && { stickyAgentId: agentId };
      // The nearer the deadline, the further ahead.
      const place = due.length > 0 && { dueAt: Math.min(...due) };
      this.unit.commands.append({ body: { kind: 'enqueue', ...item, ...sticky, ...place } });
    }
    if (itemId === undefined) return;
    const body = consequence(fact, itemId);
    if (body !== undefined) this.unit.commands.append({ body });
  }
}

/** What a fact of the case means for its stay in a queue. */
function consequence(fact: CaseFact, itemId: string): EngineCommand | undefined {
  if (fact.type === 'resolved' || fact.type === 'closed' || fact.type === 'shelved')
    return { kind: 'complete', itemId, reason: `case-${fact.type}` };
  return fact.type === 'urgency-changed' ? { kind: 'change-urgency', itemId, urgency: fact.urgency } : undefined;
}
