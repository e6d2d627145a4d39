import { DomainError, type DomainErrorKind } from '#libs/messaging';
import type { RefusalCode } from '../../domain/engine/engine-command.js';
import type { SupportCase } from '../../domain/support-case.js';

const refusals: Readonly<Record<RefusalCode, readonly [DomainErrorKind, string]>> = {
  'unknown-offer': ['conflict', 'the offer has ended'],
  'not-your-offer': ['forbidden', 'the offer was made to somebody else'],
  'not-your-case': ['forbidden', 'somebody else has the case'],
  'unknown-agent': ['not-found', 'there is no such agent'],
  'unknown-item': ['conflict', 'the case is in no queue'],
  'not-assigned': ['conflict', 'nobody has the case'],
  'agent-cannot-take-it': ['conflict', 'the agent is not there, has no room, lacks a skill, or has just refused it'],
  'too-many-transfers': ['conflict', 'it was transferred too often, and there is no queue of supervisors'],
  'no-target': ['invalid', 'it does not say to whom, or names who has it already'],
  'unknown-queue': ['not-found', 'there is no such queue, or it is the same one'],
  'already-answered': ['conflict', 'somebody has the case already'],
  'already-draining': ['conflict', 'one of the two queues is being drained already'],
  'no-consult': ['conflict', 'nobody who was asked in has accepted'],
  'not-a-callback': ['conflict', 'the customer is not waiting for a callback'],
  failed: ['conflict', 'it could not be carried out'],
};

/** Why the engine refused, as doors say it. */
export function refusalOf(code: RefusalCode, state: Readonly<Record<string, string>>): DomainError {
  const [kind, message] = refusals[code];
  return new DomainError(code, message, kind, state);
}

/** What a caller needs to know of a case to go on. */
export function stateOf({
  caseId,
  reference,
  status,
  queueId,
  agentId,
  version,
  journey,
}: SupportCase): Readonly<Record<string, string>> {
  return {
    ...{ caseId, reference, state: status, version: String(version) },
    ...(queueId !== undefined && { queueId }),
    ...(agentId !== undefined && { ownerAgentId: agentId }),
    ...(journey?.shelf && { shelvedUntil: new Date(journey.shelf.reviewAt).toISOString() }),
  };
}
