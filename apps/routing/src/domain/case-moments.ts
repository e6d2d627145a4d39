import type { CaseFact } from './case-facts.js';
import type { SupportCase } from './support-case.js';
import type { LedgerEntry } from './time/case-ledger.js';
import { openTimes, withMoment, withTold, type CaseTimes } from './time/case-times.js';
import { fulfilled, withPromise, type CasePromise, type PromiseKind } from './time/promise.js';
import type { PauseReason } from './time/sla-terms.js';

/** More than one case ever needs; those that ended longest ago are forgotten first. */
const maxPromises = 100;

/** The clocks after a fact, as far as it is one of those that they go by. */
export function timesAfter(before: SupportCase, fact: CaseFact): CaseTimes | undefined {
  const { times } = before;
  if (fact.type === 'opened' || fact.type === 'reopened') {
    const { terms, awaits, receivedAt, interactionId } = fact;
    return openTimes(terms, { id: interactionId, at: receivedAt.getTime(), awaits });
  }
  if (times === undefined) return undefined;
  if (fact.type === 'clock-told') return withTold(times, fact.clock.told);
  return momentsOf(before, fact).reduce((known, moment) => withMoment(known, moment, fact.at.getTime()), times);
}

/** What a fact means for the clocks. Its id follows from what happened, so that nothing counts twice. */
function momentsOf(before: SupportCase, fact: CaseFact): readonly LedgerEntry[] {
  const at = fact.at.getTime();
  const id = `${fact.type}-${String(before.version + 1)}`;
  switch (fact.type) {
    case 'interaction-added': {
      if (fact.automatic === true) return [];
      const { interactionId, direction, receivedAt, occurredAt } = fact;
      if (direction === 'inbound') return [{ type: 'contact', id: interactionId, at: receivedAt.getTime() }];
      // Answered outside, maybe long before it became known here.
      return [{ type: 'reply', id: interactionId, at: occurredAt.getTime() }];
    }
    case 'replied':
      return [{ type: 'reply', id: fact.messageId ?? id, at }];
    case 'waiting-on-changed':
      return waitingMoments(before.waitingOn, fact.on, id, at);
    case 'shelved':
      return [{ type: 'paused', id, at, reason: 'shelved' }];
    case 'resumed':
      return [{ type: 'resumed', id, at, reason: 'shelved' }];
    case 'clocks-carried-over':
      return [{ type: 'carry-over', id, at, terms: fact.terms }];
    case 'resolved':
    case 'closed':
      return [{ type: fact.type, id: fact.type, at }];
    default:
      return [];
  }
}

const reasons: Readonly<Record<string, PauseReason | undefined>> = {
  customer: 'waiting-on-customer',
  'third-party': 'waiting-on-third-party',
};

function waitingMoments(before: string | undefined, on: string, id: string, at: number): readonly LedgerEntry[] {
  const [from, to] = [reasons[before ?? ''], reasons[on]];
  return [
    ...(from === undefined ? [] : [{ type: 'resumed', id: `${id}-from`, at, reason: from } as const]),
    ...(to === undefined ? [] : [{ type: 'paused', id: `${id}-to`, at, reason: to } as const]),
  ];
}

/** The promises after a fact. */
export function promisesAfter(before: SupportCase, fact: CaseFact): readonly CasePromise[] | undefined {
  const { promises } = before;
  if (fact.type === 'promise-made') return trimmed(withPromise(promises ?? [], fact.promise));
  if (promises === undefined) return undefined;
  if (fact.type === 'promise-told') return withPromise(promises, fact.promise.promise);
  const [kinds, at] = fulfilment(fact);
  return kinds.length === 0 ? promises : fulfilled(promises, kinds, at.getTime());
}

function fulfilment(fact: CaseFact): readonly [readonly PromiseKind[], Date] {
  if (fact.type === 'replied') return [['reply'], fact.at];
  if (fact.type === 'resolved') return [['resolution'], fact.at];
  const isOurs = fact.type === 'interaction-added' && fact.direction === 'outbound' && fact.automatic !== true;
  if (isOurs) return [fact.channel === 'phone' ? ['reply', 'callback'] : ['reply'], fact.occurredAt];
  return [[], fact.at];
}

function trimmed(promises: readonly CasePromise[]): readonly CasePromise[] {
  if (promises.length <= maxPromises) return promises;
  const oldest = promises.find(({ state }) => state !== 'open');
  return promises.filter((promise) => promise !== oldest);
}
