import type { SupportCase } from '../domain/support-case.js';
import type { ToldClock } from '../domain/time/clock-news.js';
import type { CasePromise } from '../domain/time/promise.js';
import type { CaseAnswer, ClockAnswer } from './case.dto.js';
import { journeyAnswer } from './journey-answers.js';
import type { PromiseAnswer } from './promise.dto.js';

/** What agents see. `itemId` and what a reply answers are between the use cases and the engine. */
export function caseAnswer(found: SupportCase): CaseAnswer {
  const { itemId: _item, replyTo: _replyTo, ownReplyTo: _own, firstRepliedAt: _replied, ...seen } = found;
  const { status, times, promises = [], transfers = [], ...shown } = seen;
  const told = times?.told ?? [];
  const first = told.find(({ metric }) => metric === 'first-response');
  return {
    ...shown,
    state: status,
    ...(first && { firstResponse: first.state }),
    ...(first?.dueAt !== undefined && { firstResponseDueAt: new Date(first.dueAt) }),
    clocks: told.map(clockAnswer),
    promises: promises.map(promiseAnswer),
    journey: journeyAnswer(found),
    transfers: transfers.map(({ at, ...transfer }) => ({ ...transfer, at: new Date(at) })),
  };
}

function clockAnswer({ key, metric, policyVersion, state, startedAt, dueAt, decidedAt }: ToldClock): ClockAnswer {
  return {
    ...{ clockId: key, metric, policyVersion, state, startedAt: new Date(startedAt) },
    ...(dueAt !== undefined && { dueAt: new Date(dueAt) }),
    ...(decidedAt !== undefined && { decidedAt: new Date(decidedAt) }),
  };
}

export function promiseAnswer(promise: CasePromise): PromiseAnswer {
  const { promiseId, kind, what, state, madeAt, dueAt, decidedAt, owner, interactionId, replaces, isWarned } = promise;
  return {
    ...{ promiseId, kind, what, state, isWarned, madeAt: new Date(madeAt), dueAt: new Date(dueAt) },
    ...(decidedAt !== undefined && { decidedAt: new Date(decidedAt) }),
    ...(owner !== undefined && { owner }),
    ...(interactionId !== undefined && { interactionId }),
    ...(replaces !== undefined && { replaces }),
  };
}
