import { uuidV8 } from '#libs/contracts';
import type { CaseFact } from '../domain/case-facts.js';
import { awaitsOf, type Contact } from '../domain/decide-case.js';
import type { SupportCase } from '../domain/support-case.js';
import { promised } from '../domain/time/promise.js';
import type { RoutingPolicy } from './routing-policy.js';

/**
 * When the customer needs the answer becomes a promise with the acknowledgement of the case. Machines and strangers are
 * not acknowledged, and what is past already cannot be promised.
 */
export function replyByPromise(
  caseId: string,
  contact: Contact,
  found: Pick<SupportCase, 'anonymous' | 'automatic'>,
  now: Date,
  { cases, time }: Pick<RoutingPolicy, 'cases' | 'time'>,
): readonly CaseFact[] {
  const { replyBy, interactionId } = contact;
  const isTold = awaitsOf(contact, cases) === 'answer' && !found.anonymous && !found.automatic;
  if (!isTold || replyBy === undefined || replyBy <= now) return [];
  const made = {
    promiseId: uuidV8('promise', caseId, interactionId),
    kind: 'reply' as const,
    what: 'an answer by the time that the customer named',
    madeAt: now.getTime(),
    dueAt: replyBy.getTime(),
    interactionId,
  };
  return [{ type: 'promise-made', at: now, actor: 'system', promise: promised(made, time.promises) }];
}
