import { memoryUnit, type MemoryUnit } from '#libs/messaging/testing';
import { csat, csatAfterClose, plentiful } from './domain/instruments.probe.js';
import { MessageTexts, type MessageText, type MessageValues } from './application/message-texts.js';
import type { FollowUpStores } from './application/stores.js';
import { Invitations } from './application/invitations.js';
import { SurveyCatalogue } from './application/survey-catalogue.js';
import { SurveyTokens } from './application/survey-tokens.js';

/** What is said, as JSON, so that a spec sees every value. */
export class PlainTexts extends MessageTexts {
  override render<K extends keyof MessageValues>(
    template: K,
    wanted: readonly (string | undefined)[],
    values: MessageValues[K],
  ): MessageText {
    return { template: `${template}@1`, language: wanted[0] ?? 'en', text: JSON.stringify(values) };
  }
}

export const catalogue = new SurveyCatalogue([csatAfterClose], plentiful, { current: [csat], retired: [] });

const storeKinds = {
  ...{ journeys: 'caseId', surveys: 'responseId', customers: 'customerId', contacts: 'customerId' },
  ...{
    clocks: 'customerId',
    quotas: 'programmeId',
    deliveries: 'messageId',
    interactions: 'append',
    erasures: 'append',
    storedEvents: 'append',
  },
};

export const unitAt = (now: Date): MemoryUnit & Readonly<FollowUpStores> =>
  memoryUnit<FollowUpStores>(storeKinds, { now });

export const policy = {
  delayMs: 5_000,
  expiryMs: 86_400_000,
  linkBase: 'https://x.example',
  tokenSecret: 's'.repeat(32),
};

export const invitationsOf = (known: SurveyCatalogue): Invitations =>
  new Invitations(policy, new SurveyTokens(policy), known, new PlainTexts());
