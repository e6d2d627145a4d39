import { memoryUnit, type StoreKind } from '#libs/messaging/testing';
import type { FeedbackAnalyticsStores } from './application/stores.js';

const kinds: { readonly [K in keyof FeedbackAnalyticsStores]: StoreKind } = {
  interactions: 'append',
  interactionCorrections: 'append',
  transactions: 'append',
  cases: 'caseId',
  customers: 'customerId',
  feedback: 'feedbackId',
  volumes: 'tally',
  csat: 'tally',
  records: 'caseId',
  contacts: 'interactionId',
  customerContacts: 'customerId',
  invitations: 'messageId',
  responses: 'responseId',
  agents: 'agentId',
  slices: 'append',
  sums: 'tally',
  bins: 'tally',
  touched: 'tally',
  archive: 'append',
  failureSignals: 'append',
  signalFeedback: 'append',
  storedEvents: 'append',
  unsentTexts: 'append',
};

/** For specs: the stores of the service in memory. */
export function analyticsUnit(now: Date) {
  return memoryUnit<FeedbackAnalyticsStores>(kinds, { now });
}
