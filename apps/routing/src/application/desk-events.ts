import { CaseEscalated, CaseTransferred, CaseUnroutable, CaseUrgencyChanged, CaseWaitEstimated } from '#libs/contracts';
import type { DeskFact } from '../domain/desk-facts.js';
import type { SupportCase } from '../domain/support-case.js';
import type { OwnPart } from './own-part.js';

/** What the event of a desk's fact says beside what every event of a case does. */
export function deskEvent({ leg }: SupportCase, fact: DeskFact): OwnPart {
  const { type: _, at: _at, actor: _actor, ...own } = fact;
  switch (fact.type) {
    case 'transferred':
      return { eventClass: CaseTransferred, own: { ...own, leg: leg + 1 } };
    case 'escalated':
      return { eventClass: CaseEscalated, own };
    case 'unroutable':
      return { eventClass: CaseUnroutable, own };
    case 'wait-estimated':
      return { eventClass: CaseWaitEstimated, own };
    case 'urgency-changed':
      return { eventClass: CaseUrgencyChanged, own };
    default:
      return fact satisfies never;
  }
}
