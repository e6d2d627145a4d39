import { DomainError, type DomainErrorKind } from '#libs/messaging';
import type { JourneyRefusal } from '../../domain/journey/decide-journey.js';
import type { ShelvingRefusal } from '../../domain/journey/shelving.js';
import type { SupportCase } from '../../domain/support-case.js';
import { stateOf } from '../desk/refusals.js';

type Refusal = JourneyRefusal | ShelvingRefusal;

const refusals: Readonly<Record<Refusal, readonly [DomainErrorKind, string]>> = {
  'not-open': ['conflict', 'only an open case can be worked on'],
  'not-restated': ['conflict', 'there is no restatement that could be confirmed'],
  'needs-not-confirmed': ['conflict', 'a restatement of the need is to be confirmed before the case is resolved'],
  'not-resolved': ['conflict', 'this is a step after the resolution'],
  'not-verified': ['conflict', 'it is to be verified first that it helped'],
  'not-thanked': ['conflict', 'the customer is to be thanked first'],
  'already-verified': ['conflict', 'it was verified with the other outcome'],
  'not-in-future': ['invalid', 'a review date lies in the future'],
  'too-far': ['invalid', 'the review date lies further ahead than the policy allows'],
  'shelved-too-often': ['conflict', 'the case was shelved as often as the policy allows'],
  'already-shelved': ['conflict', 'the case is shelved until another date'],
  'not-shelved': ['conflict', 'the case is not shelved'],
};

/** What ended says so by its own code, as everywhere. */
export function refused(refusal: Refusal, found: SupportCase, limits: Readonly<Record<string, unknown>> = {}): never {
  const [kind, message] = refusals[refusal];
  if (refusal === 'not-open' || (refusal === 'not-resolved' && found.status === 'closed'))
    throw new DomainError('case-ended', `the case is ${found.status}`, 'conflict', stateOf(found));
  throw new DomainError(refusal, message, kind, { ...stateOf(found), ...limits });
}
