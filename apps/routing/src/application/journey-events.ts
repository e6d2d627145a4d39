import {
  CaseAgreed,
  CaseGreeted,
  CaseInvitedBack,
  CaseNeedsConfirmed,
  CaseReclassified,
  CaseRestated,
  CaseResumed,
  CaseShelved,
  CaseThanked,
  CaseVerified,
} from '#libs/contracts';
import type { JourneyFact } from '../domain/journey/journey-facts.js';
import type { OwnPart } from './own-part.js';

/** A step of the journey as the contract says it, beside what every event of a case says. */
export function journeyEvent(fact: JourneyFact): OwnPart {
  const { type, at: _at, actor: _actor, ...own } = fact;
  switch (type) {
    case 'greeted':
      return { eventClass: CaseGreeted, own };
    case 'restated':
      return { eventClass: CaseRestated, own };
    case 'needs-confirmed':
      return { eventClass: CaseNeedsConfirmed, own };
    case 'agreed': {
      const { agreement, revision, agentId } = fact;
      return { eventClass: CaseAgreed, own: { ...agreement, revision, agentId } };
    }
    case 'shelved': {
      const { reviewAt, reason, agentId } = fact;
      return { eventClass: CaseShelved, own: { reviewAt: reviewAt.toISOString(), reason, agentId } };
    }
    case 'resumed': {
      const { reviewAt, reason, note, agentId } = fact;
      return { eventClass: CaseResumed, own: { reviewAt: reviewAt.toISOString(), reason, note, agentId } };
    }
    case 'verified':
      return { eventClass: CaseVerified, own };
    case 'thanked':
      return { eventClass: CaseThanked, own };
    case 'invited-back':
      return { eventClass: CaseInvitedBack, own };
    case 'reclassified':
      return { eventClass: CaseReclassified, own };
    default:
      return fact satisfies never;
  }
}
