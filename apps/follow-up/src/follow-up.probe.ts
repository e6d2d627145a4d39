import { memoryUnit, type MemoryUnit } from '#libs/messaging/testing';
import { csat, csatAfterClose } from './domain/instruments.probe.js';
import { MessageTexts, type MessageText, type MessageValues } from './application/message-texts.js';
import type { FollowUpStores } from './application/stores.js';
import { SurveyCatalogue } from './application/survey-catalogue.js';

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

export const catalogue = new SurveyCatalogue([csatAfterClose], { current: [csat], retired: [] });

const storeKinds = {
  ...{ journeys: 'caseId', surveys: 'responseId', customers: 'customerId', contacts: 'customerId' },
  ...{ deliveries: 'messageId', interactions: 'append', erasures: 'append', storedEvents: 'append' },
};

export const unitAt = (now: Date): MemoryUnit & Readonly<FollowUpStores> =>
  memoryUnit<FollowUpStores>(storeKinds, { now });
