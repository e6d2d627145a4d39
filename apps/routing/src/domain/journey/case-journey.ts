import type { CaseFact } from '../case-facts.js';
import type { Agreement } from './agreement.js';
import type { Confirmer, GreetingWay } from './journey-facts.js';

/** The steps of every case, in their order. `fulfilled` is the resolution. */
export const journeySteps = ['greeted', 'needs-confirmed', 'fulfilled', 'verified', 'thanked', 'invited-back'] as const;
export type JourneyStep = (typeof journeySteps)[number];

/** How far a case has come in this cycle, beside what its status says. Times in milliseconds of the epoch. */
export interface CaseJourney {
  readonly greeted?: { readonly at: number; readonly way: GreetingWay };
  readonly needs?: {
    readonly restatement: string;
    readonly restatedAt: number;
    readonly confirmedBy?: Confirmer;
    readonly confirmedAt?: number;
  };
  readonly verified?: {
    readonly at: number;
    readonly helped: boolean;
    readonly confirmedBy: Confirmer;
    readonly comment?: string;
  };
  readonly thanked?: MessageStep;
  readonly invitedBack?: MessageStep;
  /** While it is shelved. */
  readonly shelf?: Shelf;
  /** How often it was shelved in this cycle. */
  readonly shelvings?: number;
  /** It was opened again because it did not help: when that was said. */
  readonly unhelped?: number;
  /** The latest of the case, whichever cycle it was made in. */
  readonly agreed?: { readonly at: number; readonly revision: number; readonly agreement: Agreement };
}

/** A case, as far as its journey goes. */
interface Travelled {
  readonly journey?: CaseJourney;
}

interface MessageStep {
  readonly at: number;
  readonly messageId?: string;
}

export interface Shelf {
  readonly at: number;
  readonly reviewAt: number;
  readonly reason: string;
  readonly resumeItemId: string;
}

/** The journey after a fact; undefined as long as there is nothing to say. */
export function journeyAfter({ journey }: Travelled, fact: CaseFact): CaseJourney | undefined {
  const at = fact.at.getTime();
  switch (fact.type) {
    case 'greeted':
      return { ...journey, greeted: { at, way: fact.way } };
    case 'restated':
      return { ...journey, needs: { restatement: fact.restatement, restatedAt: at } };
    case 'needs-confirmed': {
      const { restatement, confirmedBy } = fact;
      const restatedAt = journey?.needs?.restatedAt ?? at;
      return { ...journey, needs: { restatement, restatedAt, confirmedBy, confirmedAt: at } };
    }
    case 'agreed':
      return { ...journey, agreed: { at, revision: fact.revision, agreement: fact.agreement } };
    case 'shelved': {
      const { reviewAt, reason, resumeItemId } = fact;
      const shelf = { at, reviewAt: reviewAt.getTime(), reason, resumeItemId };
      return { ...journey, shelf, shelvings: (journey?.shelvings ?? 0) + 1 };
    }
    case 'verified': {
      const { helped, confirmedBy, comment } = fact;
      return { ...journey, verified: { at, helped, confirmedBy, ...(comment !== undefined && { comment }) } };
    }
    case 'thanked':
      return { ...journey, thanked: step(at, fact.messageId) };
    case 'invited-back':
      return { ...journey, invitedBack: step(at, fact.messageId) };
    case 'resumed':
    case 'resolved':
    case 'closed':
      return offShelf(journey);
    case 'reopened':
      return again(journey, fact.cause);
    default:
      return journey;
  }
}

const step = (at: number, messageId: string | undefined): MessageStep => ({
  at,
  ...(messageId !== undefined && { messageId }),
});

/** A new cycle takes all steps anew. */
function again(journey: CaseJourney | undefined, cause: string): CaseJourney | undefined {
  const agreed = journey?.agreed;
  const unhelped = cause === 'did-not-help' ? journey?.verified?.at : undefined;
  if (agreed === undefined && unhelped === undefined) return undefined;
  return { ...(agreed && { agreed }), ...(unhelped !== undefined && { unhelped }) };
}

function offShelf(journey: CaseJourney | undefined): CaseJourney | undefined {
  if (journey?.shelf === undefined) return journey;
  const { shelf: _, ...rest } = journey;
  return rest;
}

/** When each step was taken in this cycle, in the order of the steps; absent where it was not. */
export function stepsTaken({
  journey = {},
  status,
  resolvedAt,
}: Travelled & { readonly status: string; readonly resolvedAt?: Date }): readonly {
  readonly step: JourneyStep;
  readonly at?: Date;
}[] {
  const { greeted, needs, verified, thanked, invitedBack } = journey;
  const times: Record<JourneyStep, number | undefined> = {
    greeted: greeted?.at,
    'needs-confirmed': needs?.confirmedAt,
    fulfilled: status === 'open' ? undefined : resolvedAt?.getTime(),
    verified: verified?.at,
    thanked: thanked?.at,
    'invited-back': invitedBack?.at,
  };
  return journeySteps.map((name) => {
    const at = times[name];
    return { step: name, ...(at !== undefined && { at: new Date(at) }) };
  });
}
