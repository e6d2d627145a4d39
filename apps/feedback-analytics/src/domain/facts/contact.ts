import { ringTime } from '../service/contact-shares.js';
import type { Speech } from '../signs/phrases/speech.js';
import { whole, type Contribution } from './contribution.js';
import type { Dims } from './dims.js';

export interface PhoneFacts {
  readonly outcome: string;
  readonly ringSeconds?: number;
  readonly talkSeconds?: number;
  readonly holdSeconds?: number;
  readonly wrapSeconds?: number;
  readonly menuPath?: readonly string[];
}

/** One interaction, heard of when it was received, when it was classified, or by a case that it belongs to. */
export interface ContactRecord {
  readonly interactionId: string;
  readonly version: number;
  readonly customerId: string;
  readonly occurredAt: Date;
  readonly dims: Dims;
  readonly phone?: PhoneFacts;
  /** Facts of its text; the text is not kept. */
  readonly speech?: Speech;
  /** The case that it is part of, where the case was heard of before the text. */
  readonly caseId?: string;
}

const tenths = 10;

/** What a call adds. Other contacts count in their case. */
export function contactContributions({ occurredAt, dims, phone }: ContactRecord): readonly Contribution[] {
  if (phone?.outcome !== 'answered') return [];
  const at = occurredAt.getTime();
  const { ringSeconds, talkSeconds, holdSeconds = 0, wrapSeconds = 0 } = phone;
  const found: Contribution[] = [];
  if (ringSeconds !== undefined) {
    const inTime = ringTime([{ ringSeconds }]).value === 100 ? 1 : 0;
    found.push({ measure: 'ring', at, dims, sums: { n: 1, part: inTime } });
  }
  if (talkSeconds !== undefined) {
    const total = whole(talkSeconds + holdSeconds + wrapSeconds, tenths);
    found.push({ measure: 'handling', at, dims, sums: { n: 1, total, squares: total * total } });
  }
  return found;
}
