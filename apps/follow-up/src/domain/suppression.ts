import { surveyChannelOf, type SurveyChannel } from './contact.js';
import type { Customer } from './customer.js';
import type { Suppression } from './suppression-rule.js';

export interface ClosedCase {
  readonly anonymous: boolean;
  readonly automatic: boolean;
  readonly channel: string;
}

/** What can be said when the case closes; the rest is known only when the invitation is due. */
export function atClosing({ anonymous, automatic, channel }: ClosedCase): Suppression | SurveyChannel {
  if (anonymous) return { rule: 'anonymous@1', reason: 'the customer is anonymous' };
  if (automatic) return { rule: 'automatic@1', reason: 'the contact came from a machine' };
  return surveyChannelOf(channel) ?? { rule: 'channel@1', reason: `${channel} cannot carry a survey` };
}

/** The first rule that holds is the one that is told. */
export function atInvitation(customer: Customer | undefined): Suppression | undefined {
  if (customer?.erasedAt) return { rule: 'erased@1', reason: 'the customer was erased' };
  if (customer?.isConsentRefused) return { rule: 'consent@1', reason: 'the customer refuses surveys' };
  if (customer?.isOptedOut) return { rule: 'opt-out@1', reason: 'the customer opted out of surveys' };
  return undefined;
}

export const noAddress: Suppression = {
  rule: 'address@1',
  reason: 'no address of the customer is known on this channel',
};
export const withdrawnProgramme: Suppression = {
  rule: 'programme@1',
  reason: 'the programme does not exist any more',
};
export const reopenedBefore: Suppression = {
  rule: 'reopened@1',
  reason: 'the case was reopened before the survey was sent',
};
