import type { CaseFact } from '../case-facts.js';
import type { SupportCase } from '../support-case.js';
import { agreementMistake, orderedAgreement, type Agreement, type AgreementMistake } from './agreement.js';
import type { Confirmer, GreetingWay } from './journey-facts.js';
import type { ConfirmationRule } from './journey-policy.js';

/** Why a step cannot be taken now: what the case would have to be first. */
export type JourneyRefusal =
  | 'not-open'
  | 'not-restated'
  | 'needs-not-confirmed'
  | 'not-resolved'
  | 'not-verified'
  | 'not-thanked'
  | 'already-verified';

/** Nothing, when it is so already: a repetition changes nothing. */
export type JourneyDecision = readonly CaseFact[] | JourneyRefusal;

interface By {
  readonly agentId?: string;
}

/** The first greeting of a cycle; nothing when there was one. */
export function greet(
  found: SupportCase,
  { way, at = undefined, ...said }: { way: GreetingWay; at?: Date; agentId?: string; messageId?: string },
  actor: 'agent' | 'system',
  now: Date,
): readonly CaseFact[] {
  if (found.journey?.greeted !== undefined) return [];
  const since = found.times?.ledger[0]?.at ?? found.openedAt.getTime();
  const waitedSeconds = Math.min(315_360_000, Math.max(0, ((at ?? now).getTime() - since) / 1000));
  return [{ type: 'greeted', at: now, actor, way, waitedSeconds, ...said }];
}

export interface Restatement extends By {
  readonly restatement: string;
  /** Where it is known to be right already. */
  readonly confirmedBy?: Confirmer;
  readonly interactionId?: string;
}

/** In other words than before, it is to be confirmed again. */
export function restate(found: SupportCase, said: Restatement, now: Date): JourneyDecision {
  if (found.status !== 'open') return 'not-open';
  const { restatement, agentId, confirmedBy, interactionId } = said;
  const by = agentId === undefined ? {} : { agentId };
  const isNew = found.journey?.needs?.restatement !== restatement;
  const restated: readonly CaseFact[] = isNew
    ? [{ type: 'restated', at: now, actor: 'agent', restatement, ...by }]
    : [];
  if (confirmedBy === undefined) return restated;
  const known = isNew ? undefined : found.journey?.needs?.confirmedBy;
  const evidence = interactionId === undefined ? {} : { interactionId };
  return [...restated, ...confirmed(known, restatement, { confirmedBy, ...by, ...evidence }, now)];
}

export interface Confirmation extends By {
  readonly confirmedBy: Confirmer;
  /** The contact in which the customer said so. */
  readonly interactionId?: string;
}

export function confirmNeeds(found: SupportCase, said: Confirmation, now: Date): JourneyDecision {
  if (found.status !== 'open') return 'not-open';
  const needs = found.journey?.needs;
  if (needs === undefined) return 'not-restated';
  return confirmed(needs.confirmedBy, needs.restatement, said, now);
}

/** The customer's word is worth more than the agent's, and is not taken back by it. */
function confirmed(
  known: Confirmer | undefined,
  restatement: string,
  said: Confirmation,
  now: Date,
): readonly CaseFact[] {
  if (known === 'customer' || known === said.confirmedBy) return [];
  return [{ type: 'needs-confirmed', at: now, actor: said.confirmedBy, restatement, ...said }];
}

/** Whether the rule asks for a confirmation that is not there. */
export function lacksConfirmation({ kind, journey, parentCaseId }: SupportCase, rule: ConfirmationRule): boolean {
  const { beforeResolution, by, kinds } = rule;
  const isAsked = beforeResolution !== 'off' && (kinds === undefined || kinds.includes(kind));
  if (!isAsked || parentCaseId !== undefined) return false;
  const confirmedBy = journey?.needs?.confirmedBy;
  return confirmedBy === undefined || (by === 'customer' && confirmedBy !== 'customer');
}

export function agree(found: SupportCase, said: Agreement & By, now: Date): JourneyDecision | AgreementMistake {
  if (found.status !== 'open') return 'not-open';
  const { agentId, ...given } = said;
  const agreement = orderedAgreement(given);
  const mistake = agreementMistake(agreement);
  if (mistake !== undefined) return mistake;
  const before = found.journey?.agreed;
  if (before !== undefined && JSON.stringify(orderedAgreement(before.agreement)) === JSON.stringify(agreement))
    return [];
  const by = agentId === undefined ? {} : { agentId };
  return [{ type: 'agreed', at: now, actor: 'agent', agreement, revision: (before?.revision ?? 0) + 1, ...by }];
}

export interface Verification extends By {
  readonly helped: boolean;
  readonly confirmedBy: Confirmer;
  readonly comment?: string;
  readonly interactionId?: string;
}

/** Asked once in a cycle: who changes their mind opens the case again. */
export function verify(found: SupportCase, said: Verification, now: Date): JourneyDecision {
  if (found.status !== 'resolved') return 'not-resolved';
  const before = found.journey?.verified;
  if (before !== undefined) return before.helped === said.helped ? [] : 'already-verified';
  return [{ type: 'verified', at: now, actor: said.confirmedBy, ...said }];
}

interface Message extends By {
  readonly messageId?: string;
}

export function thank(found: SupportCase, said: Message, now: Date): JourneyDecision {
  if (found.status !== 'resolved') return 'not-resolved';
  if (found.journey?.thanked !== undefined) return [];
  if (found.journey?.verified === undefined) return 'not-verified';
  return [{ type: 'thanked', at: now, actor: 'agent', ...said }];
}

export function inviteBack(found: SupportCase, said: Message, now: Date): JourneyDecision {
  if (found.status !== 'resolved') return 'not-resolved';
  if (found.journey?.invitedBack !== undefined) return [];
  if (found.journey?.thanked === undefined) return 'not-thanked';
  return [{ type: 'invited-back', at: now, actor: 'agent', ...said }];
}
