import { MessagingQuarantine1700000001410, MessagingSchema1700000000000 } from '#libs/messaging';
import { appendTable, stateTable, tallyTable } from '#libs/persistence';
import { EventArchiveEntity } from './event-archive.entity.js';
import { FigureBinEntity, FigureSliceEntity, FigureSumEntity, FigureTouchedEntity } from './figure-entities.js';
import { Figures1700000005100 } from './figures.migration.js';
import { latestRecords } from './latest-records.js';
import {
  AgentStateEntity,
  CaseRecordEntity,
  ContactRecordEntity,
  CustomerContactsEntity,
  InvitationEntity,
  SurveyResponseEntity,
} from './record-entities.js';
import { FailureSignalEntity } from './failure-signal.entity.js';
import { FigureTouched1700000005110 } from './figure-touched.migration.js';
import { CaseFactEntity } from './case-fact.entity.js';
import { CustomerFactEntity } from './customer-fact.entity.js';
import { DailyCsatEntity } from './daily-csat.entity.js';
import { DailyCsatDeltas1700000005120 } from './daily-csat-deltas.migration.js';
import { DailyVolumeEntity } from './daily-volume.entity.js';
import { eraseAnalyticsEvents, eraseUnsentTexts } from './erasure-statements.js';
import { FeedbackAnalyticsSchema1700000000100 } from './feedback-analytics-schema.migration.js';
import { FeedbackEntity } from './feedback.entity.js';
import { interactionCorrections } from './interaction-corrections.js';
import { InteractionFactEntity } from './interaction-fact.entity.js';
import { TransactionFactEntity } from './transaction-fact.entity.js';
import { TransactionFacts1700000001500 } from './transaction-fact.migration.js';

/** The tables that units of this service write. */
export const stores = {
  interactions: appendTable(InteractionFactEntity),
  interactionCorrections,
  transactions: appendTable(TransactionFactEntity),
  cases: stateTable(CaseFactEntity, { key: 'caseId' }),
  customers: stateTable(CustomerFactEntity, { key: 'customerId' }),
  feedback: stateTable(FeedbackEntity, { key: 'feedbackId' }),
  volumes: tallyTable(DailyVolumeEntity, { key: ['day', 'channel', 'queueId'] }),
  csat: tallyTable(DailyCsatEntity, { key: ['day', 'channel', 'queueId'] }),
  records: stateTable(CaseRecordEntity, { key: 'caseId' }),
  contacts: stateTable(ContactRecordEntity, { key: 'interactionId' }),
  customerContacts: stateTable(CustomerContactsEntity, { key: 'customerId' }),
  invitations: stateTable(InvitationEntity, { key: 'messageId' }),
  responses: stateTable(SurveyResponseEntity, { key: 'responseId' }),
  agents: stateTable(AgentStateEntity, { key: 'agentId' }),
  slices: appendTable(FigureSliceEntity),
  sums: tallyTable(FigureSumEntity, { key: ['cuboid', 'measure', 'period', 'sliceId', 'variant'] }),
  bins: tallyTable(FigureBinEntity, { key: ['cuboid', 'measure', 'period', 'sliceId', 'variant', 'bin'] }),
  touched: tallyTable(FigureTouchedEntity, { key: ['measure', 'period'] }),
  archive: appendTable(EventArchiveEntity),
  failureSignals: latestRecords(stateTable(FailureSignalEntity, { key: 'signalId' }), 'latest_failure_signals'),
  signalFeedback: latestRecords(stateTable(FeedbackEntity, { key: 'feedbackId' }), 'latest_feedback'),
  storedEvents: eraseAnalyticsEvents,
  unsentTexts: eraseUnsentTexts,
};

export const entities = [
  InteractionFactEntity,
  TransactionFactEntity,
  CaseFactEntity,
  CustomerFactEntity,
  FeedbackEntity,
  DailyVolumeEntity,
  DailyCsatEntity,
  CaseRecordEntity,
  ContactRecordEntity,
  CustomerContactsEntity,
  InvitationEntity,
  SurveyResponseEntity,
  AgentStateEntity,
  FigureSliceEntity,
  FigureSumEntity,
  FigureBinEntity,
  FigureTouchedEntity,
  EventArchiveEntity,
  FailureSignalEntity,
];

export const migrations = [
  MessagingSchema1700000000000,
  MessagingQuarantine1700000001410,
  FeedbackAnalyticsSchema1700000000100,
  TransactionFacts1700000001500,
  Figures1700000005100,
  FigureTouched1700000005110,
  DailyCsatDeltas1700000005120,
];
