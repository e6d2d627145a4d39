import type { CaseFact } from './case-facts.js';
import type { SupportCase } from './support-case.js';
import { decidePromise, promised, type CasePromise, type NewPromise, type PromisePolicy } from './time/promise.js';

/** Why something cannot be done with a promise. */
export type PromiseRefusal = 'not-in-future' | 'ended' | 'due' | 'not-earlier';

export type PromiseAnswer = readonly CaseFact[] | PromiseRefusal;

export function makePromise(made: NewPromise, policy: PromisePolicy, now: Date): PromiseAnswer {
  if (made.dueAt <= now.getTime()) return 'not-in-future';
  return [{ type: 'promise-made', at: now, actor: 'agent', promise: promised(made, policy) }];
}

/** Only before it is due: what was missed was missed. */
export function withdrawPromise(found: SupportCase, promise: CasePromise, reason: string, now: Date): PromiseAnswer {
  if (promise.dueAt <= now.getTime() && promise.state === 'open') return 'due';
  return settled(found, promise, { withdrawnAt: now.getTime() }, now, reason);
}

/** The agent says that it is done; `doneAt` may be earlier than now. */
export function keepPromise(found: SupportCase, promise: CasePromise, doneAt: Date, now: Date): PromiseAnswer {
  if (doneAt > now) return 'not-earlier';
  return settled(found, promise, { doneAt: doneAt.getTime() }, now);
}

function settled(
  found: SupportCase,
  promise: CasePromise,
  change: { readonly doneAt: number } | { readonly withdrawnAt: number },
  now: Date,
  reason?: string,
): PromiseAnswer {
  if (promise.state !== 'open') return 'ended';
  const after: CasePromise = { ...promise, ...change };
  const { state, decidedAt } = decidePromise(after, found.promises ?? [], now.getTime());
  if (state === 'open' || decidedAt === undefined) return 'ended';
  const news = { news: state, promise: { ...after, state, decidedAt } };
  return [{ type: 'promise-told', at: now, actor: 'agent', promise: news, ...(reason !== undefined && { reason }) }];
}

export interface Delay {
  readonly reason: string;
  readonly newDueAt: Date;
  readonly newPromiseId: string;
  readonly agentId?: string;
  /** What the customer said to it. */
  readonly answer?: string;
}

/** Told why and until when: a new promise, in place of the old one, which still counts as what it was. */
export function explainDelay(old: CasePromise, delay: Delay, policy: PromisePolicy, now: Date): PromiseAnswer {
  const { reason, newDueAt, newPromiseId, agentId, answer } = delay;
  if (old.state !== 'open') return 'ended';
  if (newDueAt <= now) return 'not-in-future';
  const { promiseId, kind, what, interactionId } = old;
  const owner = agentId ?? old.owner;
  const explained: CaseFact = {
    ...{ type: 'delay-explained', at: now, actor: 'agent', reason, newDueAt, promiseId, newPromiseId },
    ...(agentId !== undefined && { agentId }),
    ...(answer !== undefined && { answer }),
  };
  const made = {
    ...{ promiseId: newPromiseId, kind, what, madeAt: now.getTime(), dueAt: newDueAt.getTime(), replaces: promiseId },
    ...(owner !== undefined && { owner }),
    ...(interactionId !== undefined && { interactionId }),
  };
  return [explained, { type: 'promise-made', at: now, actor: 'agent', promise: promised(made, policy) }];
}

/** The customer needs it no longer: what is not due yet is taken back. */
export function withdrawAll(found: SupportCase, reason: string, now: Date): readonly CaseFact[] {
  return (found.promises ?? []).flatMap((promise) => {
    const answer = withdrawPromise(found, promise, reason, now);
    return typeof answer === 'string' ? [] : answer;
  });
}
