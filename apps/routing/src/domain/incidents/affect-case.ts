import type { CaseFact } from '../case-facts.js';
import type { SupportCase } from '../support-case.js';
import { promised, type CasePromise, type PromisePolicy } from '../time/promise.js';

export interface Renewal {
  readonly incidentId: string;
  readonly incidentKind: string;
  readonly reason: string;
  readonly newDueAt: Date;
  /** What is promised, where nothing was before. */
  readonly what: string;
  /** Whether the case is part of the incident already. */
  readonly isLinked: boolean;
  /** Whether the customer hears of it: only then something is promised. */
  readonly isTold: boolean;
  readonly promiseIdOf: (old: string | undefined) => string;
}

/**
 * The case becomes part of the incident. What was promised and would be due before the new time is renegotiated, each with
 * its explanation: the old promise still counts as what it was. Where nothing was promised, the new time is.
 */
export function affectCase(
  found: SupportCase,
  renewal: Renewal,
  policy: PromisePolicy,
  now: Date,
): readonly CaseFact[] {
  const { incidentId, incidentKind, isLinked, isTold } = renewal;
  const linked: CaseFact = { type: 'linked-to-incident', at: now, actor: 'system', incidentId, incidentKind };
  const facts: readonly CaseFact[] = isLinked ? [] : [linked];
  return isTold ? [...facts, ...renewed(found, renewal, policy, now)] : facts;
}

function renewed(
  { promises = [] }: SupportCase,
  { reason, newDueAt, what, promiseIdOf }: Renewal,
  policy: PromisePolicy,
  now: Date,
): readonly CaseFact[] {
  const isReplaced = ({ promiseId }: CasePromise): boolean => promises.some(({ replaces }) => replaces === promiseId);
  const open = promises.filter((one) => one.state === 'open' && !isReplaced(one));
  const early = open.filter(({ dueAt }) => dueAt < newDueAt.getTime());
  if (open.length > 0 && early.length === 0) return [];
  const old: readonly (CasePromise | undefined)[] = early.length > 0 ? early : [undefined];
  return old.flatMap((promise): readonly CaseFact[] => {
    const newPromiseId = promiseIdOf(promise?.promiseId);
    const made = {
      ...{ promiseId: newPromiseId, kind: promise?.kind ?? ('reply' as const), what: promise?.what ?? what },
      ...{ madeAt: now.getTime(), dueAt: newDueAt.getTime() },
      ...(promise !== undefined && { replaces: promise.promiseId }),
      ...(promise?.owner !== undefined && { owner: promise.owner }),
      ...(promise?.interactionId !== undefined && { interactionId: promise.interactionId }),
    };
    const explained: CaseFact = {
      ...{ type: 'delay-explained', at: now, actor: 'system', reason, newDueAt, newPromiseId },
      ...(promise !== undefined && { promiseId: promise.promiseId }),
    };
    return [explained, { type: 'promise-made', at: now, actor: 'system', promise: promised(made, policy) }];
  });
}

export interface Review {
  readonly reviewBy: Date;
  readonly what: string;
  readonly isTold: boolean;
  readonly promiseId: string;
}

/** The incident is over: whose move it was is ours again, and the customer hears by when their case is looked at. */
export function reviewCase(
  found: SupportCase,
  { reviewBy, what, isTold, promiseId }: Review,
  policy: PromisePolicy,
  now: Date,
): readonly CaseFact[] {
  const ours: readonly CaseFact[] =
    found.waitingOn === 'third-party'
      ? [{ type: 'waiting-on-changed', at: now, actor: 'system', on: 'agent', reason: 'the incident is over' }]
      : [];
  const known = found.promises?.some((one) => one.promiseId === promiseId) === true;
  if (!isTold || known || reviewBy <= now) return ours;
  const made = { promiseId, kind: 'reply' as const, what, madeAt: now.getTime(), dueAt: reviewBy.getTime() };
  return [...ours, { type: 'promise-made', at: now, actor: 'system', promise: promised(made, policy) }];
}
