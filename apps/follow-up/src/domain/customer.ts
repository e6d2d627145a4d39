import type { QuietHours } from './family.js';

/** What follow-up needs to know of a customer before it asks something. */
export interface Customer {
  readonly customerId: string;
  readonly version: number;
  /** Version of the profile at intake that this follows. */
  readonly profileVersion: number;
  readonly language?: string;
  readonly segment?: string;
  readonly tier?: string;
  readonly timeZone?: string;
  readonly quietHours?: QuietHours;
  /** Said no to surveys, in the profile. */
  readonly isConsentRefused: boolean;
  /** Told a channel that no more surveys are wanted. */
  readonly isOptedOut: boolean;
  readonly mergedInto?: string;
  /** Everybody who was merged into this one. */
  readonly mergedFrom: readonly string[];
  readonly erasedAt?: Date;
  /** Surveys that hold a comment of this customer, for the day when it must be erased. */
  readonly commentedSurveys: readonly string[];
}

export interface ProfileConsent {
  readonly purpose: string;
  readonly granted: boolean;
  readonly at: string;
}

/** The latest word counts. */
export function isSurveyRefused(consents: readonly ProfileConsent[]): boolean {
  const latest = consents
    .filter(({ purpose }) => purpose === 'survey')
    .reduce<ProfileConsent | undefined>((last, next) => (!last || next.at >= last.at ? next : last), undefined);
  return latest?.granted === false;
}

export function unknownCustomer(customerId: string): Customer {
  return {
    customerId,
    version: 0,
    profileVersion: 0,
    isConsentRefused: false,
    isOptedOut: false,
    mergedFrom: [],
    commentedSurveys: [],
  };
}

/** Under whom a customer is read: itself, or who it was merged into. */
const survivorOf = (customerId: string, customer: Customer | undefined): string => customer?.mergedInto ?? customerId;

/** A survey of a customer may be answered by whoever is one with it. */
export function isSamePerson(
  [invitedId, invited]: readonly [string, Customer | undefined],
  [answeringId, answering]: readonly [string, Customer | undefined],
): boolean {
  return survivorOf(invitedId, invited) === survivorOf(answeringId, answering);
}
