import {
  CaseDelayExplained,
  CasePromiseBroken,
  CasePromiseKept,
  CasePromiseLate,
  CasePromiseMade,
  CasePromiseWarned,
  CasePromiseWithdrawn,
  CaseSlaCarriedOver,
  CaseSlaCorrected,
  CaseSlaDecided,
  CaseSlaPaused,
  CaseSlaResumed,
  CaseSlaStarted,
  CaseSlaWarned,
  CaseWaitingOnChanged,
} from '#libs/contracts';
import type {
  ClocksCarriedOver,
  DelayExplained,
  PromiseMade,
  PromiseTold,
  WaitingOnChanged,
} from '../domain/case-facts.js';
import type { ClockNews } from '../domain/time/clock-news.js';
import type { OwnPart } from './own-part.js';

const seconds = (ms: number): number => Math.min(315_360_000, Math.max(0, ms / 1000));
const iso = (at: number): string => new Date(at).toISOString();

/** What a clock that never comes due is said to be due: nothing is, as only calendars that open are accepted. */
const dueOf = ({ told }: ClockNews): string => iso(told.dueAt ?? told.startedAt);

export function clockEvent(clock: ClockNews): OwnPart {
  const { key: clockId, metric, policyVersion, startedAt, elapsedMs, state, decidedAt = startedAt } = clock.told;
  const which = { clockId, metric, policyVersion };
  const dueAt = dueOf(clock);
  const elapsedSeconds = seconds(elapsedMs);
  switch (clock.news) {
    case 'started':
      return { eventClass: CaseSlaStarted, own: { ...which, dueAt, startedAt: iso(startedAt) } };
    case 'paused':
      return {
        eventClass: CaseSlaPaused,
        own: { ...which, remainingSeconds: seconds(clock.remainingMs), reason: clock.reason },
      };
    case 'resumed':
      return { eventClass: CaseSlaResumed, own: { ...which, dueAt } };
    case 'warned':
      return { eventClass: CaseSlaWarned, own: { ...which, dueAt, remainingSeconds: seconds(clock.remainingMs) } };
    case 'decided':
      return {
        eventClass: CaseSlaDecided,
        own: { ...which, dueAt, outcome: state, decidedAt: iso(decidedAt), elapsedSeconds },
      };
    case 'corrected':
      return {
        eventClass: CaseSlaCorrected,
        own: {
          ...which,
          dueAt,
          outcome: clock.outcome,
          decidedAt: iso(decidedAt),
          elapsedSeconds,
          reason: clock.reason,
        },
      };
    default:
      return clock satisfies never;
  }
}

export function promiseEvent(fact: PromiseMade | PromiseTold): OwnPart {
  const promise = fact.type === 'promise-made' ? fact.promise : fact.promise.promise;
  const { promiseId, kind, what, dueAt, owner, interactionId, replaces, decidedAt = dueAt } = promise;
  const which = { promiseId, kind, what, dueAt: iso(dueAt), owner, interactionId };
  if (fact.type === 'promise-made') return { eventClass: CasePromiseMade, own: { ...which, replaces } };
  const outcome = { ...which, decidedAt: iso(decidedAt) };
  switch (fact.promise.news) {
    case 'warned':
      return {
        eventClass: CasePromiseWarned,
        own: { ...which, remainingSeconds: seconds(dueAt - fact.at.getTime()) },
      };
    case 'kept':
      return { eventClass: CasePromiseKept, own: outcome };
    case 'late':
      return { eventClass: CasePromiseLate, own: { ...outcome, lateSeconds: seconds(decidedAt - dueAt) } };
    case 'broken':
      return { eventClass: CasePromiseBroken, own: outcome };
    case 'withdrawn':
      return { eventClass: CasePromiseWithdrawn, own: { ...outcome, reason: fact.reason } };
    default:
      return fact.promise.news satisfies never;
  }
}

export function timeEvent(fact: WaitingOnChanged | ClocksCarriedOver | DelayExplained): OwnPart {
  if (fact.type === 'waiting-on-changed')
    return { eventClass: CaseWaitingOnChanged, own: { on: fact.on, reason: fact.reason } };
  if (fact.type === 'clocks-carried-over')
    return { eventClass: CaseSlaCarriedOver, own: { policyVersion: fact.policyVersion, reason: fact.reason } };
  const { reason, newDueAt, promiseId, newPromiseId, agentId, answer } = fact;
  const own = { reason, newDueAt: newDueAt.toISOString(), promiseId, newPromiseId, agentId, answer };
  return { eventClass: CaseDelayExplained, own };
}
