import { Module } from '@nestjs/common';
import { MessagingModule, MessagingQuarantine1700000001410, MessagingSchema1700000000000 } from '#libs/messaging';
import { appendTable, databaseModule, stateTable, tallyTable } from '#libs/persistence';
import { settingsModule } from '#libs/service';
import { ArchiveEvent } from './application/archive-event.js';
import { CountSurveys } from './application/count-surveys.js';
import { FollowAgent } from './application/follow-agent.js';
import { FollowMerge } from './application/follow-merge.js';
import { FrozenContexts } from './application/frozen-contexts.js';
import { KeepCase } from './application/keep-case.js';
import { LookAgain } from './application/look-again.js';
import { PublishSignals } from './application/publish-signals.js';
import { RecordContact } from './application/record-contact.js';
import { TellCase } from './application/tell-case.js';
import { TellMessage } from './application/tell-message.js';
import { WriteFigures } from './application/write-figures.js';
import { CaseTimelineConsumer } from './case-timeline.consumer.js';
import { EventArchiveEntity } from './persistence/event-archive.entity.js';
import {
  FigureBinEntity,
  FigureSliceEntity,
  FigureSumEntity,
  FigureTouchedEntity,
} from './persistence/figure-entities.js';
import { Figures1700000005100 } from './persistence/figures.migration.js';
import { latestRecords } from './persistence/latest-records.js';
import {
  AgentStateEntity,
  CaseRecordEntity,
  ContactRecordEntity,
  CustomerContactsEntity,
  InvitationEntity,
  SurveyResponseEntity,
} from './persistence/record-entities.js';
import { CaseReader } from './application/case-reader.js';
import { SignalReader } from './application/signal-reader.js';
import { CaseTimelineController } from './http/case-timeline.controller.js';
import { SignalsController } from './http/signals.controller.js';
import { CasesRepository } from './persistence/cases.repository.js';
import { FailureSignalEntity } from './persistence/failure-signal.entity.js';
import { SignalsRepository } from './persistence/signals.repository.js';
import { BacklogReader } from './application/backlog-reader.js';
import { ReportBacklog } from './application/report-backlog.js';
import { BacklogRepository } from './persistence/backlog.repository.js';
import { FigureChanges } from './application/figure-changes.js';
import { PublishingPace } from './application/publishing-pace.js';
import { PublishFigures } from './application/publish-figures.js';
import { FigurePublishingConsumer } from './figure-publishing.consumer.js';
import { FigureChangesRepository } from './persistence/figure-changes.repository.js';
import { FigureTouched1700000005110 } from './persistence/figure-touched.migration.js';
import { Completeness } from './application/completeness.js';
import { CorrectInteraction } from './application/correct-interaction.js';
import { CountMessages } from './application/count-messages.js';
import { CustomerTraces } from './application/customer-traces.js';
import { ExportCustomer } from './application/export-customer.js';
import { FeedbackReader } from './application/feedback-reader.js';
import { FigureReader } from './application/figure-reader.js';
import { FollowCase } from './application/follow-case.js';
import { FollowCustomer } from './application/follow-customer.js';
import { RecordAnswers } from './application/record-answers.js';
import { RecordInteraction } from './application/record-interaction.js';
import { RecordTransaction } from './application/record-transaction.js';
import { ReportCalendar } from './application/report-calendar.js';
import { FigureSums } from './application/figure-sums.js';
import { QueryMetric } from './application/query-metric.js';
import { ReportVolume } from './application/report-volume.js';
import { FigureSumsRepository } from './persistence/figure-sums.repository.js';
import { FeedbackAnalyticsSettings } from './feedback-analytics.config.js';
import { FeedbackAnalyticsConsumer } from './feedback-analytics.consumer.js';
import { CustomerDataController } from './http/customer-data.controller.js';
import { FeedbackController } from './http/feedback.controller.js';
import { MetricsController } from './http/metrics.controller.js';
import { CaseFactEntity } from './persistence/case-fact.entity.js';
import { CustomerFactEntity } from './persistence/customer-fact.entity.js';
import { CustomerTracesRepository } from './persistence/customer-traces.repository.js';
import { DailyCsatEntity } from './persistence/daily-csat.entity.js';
import { DailyVolumeEntity } from './persistence/daily-volume.entity.js';
import { eraseAnalyticsEvents, eraseUnsentTexts } from './persistence/erasure-statements.js';
import { FeedbackAnalyticsSchema1700000000100 } from './persistence/feedback-analytics-schema.migration.js';
import { FeedbackEntity } from './persistence/feedback.entity.js';
import { FeedbackRepository } from './persistence/feedback.repository.js';
import { FiguresRepository } from './persistence/figures.repository.js';
import { interactionCorrections } from './persistence/interaction-corrections.js';
import { InteractionFactEntity } from './persistence/interaction-fact.entity.js';
import { TransactionFactEntity } from './persistence/transaction-fact.entity.js';
import { TransactionFacts1700000001500 } from './persistence/transaction-fact.migration.js';

const stores = {
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

const entities = [
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

@Module({
  imports: [
    settingsModule(FeedbackAnalyticsSettings),
    databaseModule({
      settings: FeedbackAnalyticsSettings,
      entities,
      migrations: [
        MessagingSchema1700000000000,
        MessagingQuarantine1700000001410,
        FeedbackAnalyticsSchema1700000000100,
        TransactionFacts1700000001500,
        Figures1700000005100,
        FigureTouched1700000005110,
      ],
    }),
    MessagingModule.forRootAsync({
      inject: [FeedbackAnalyticsSettings],
      useFactory: ({ messaging }: FeedbackAnalyticsSettings) => ({
        ...messaging,
        // Nobody waits for this service as for an answer; intake and routing get the processor.
        gatherMs: 100,
        stores,
      }),
    }),
  ],
  controllers: [
    FeedbackAnalyticsConsumer,
    CaseTimelineConsumer,
    FigurePublishingConsumer,
    FeedbackController,
    MetricsController,
    SignalsController,
    CaseTimelineController,
    CustomerDataController,
  ],
  providers: [
    {
      provide: ReportCalendar,
      inject: [FeedbackAnalyticsSettings],
      useFactory: ({ reportTimeZone }: FeedbackAnalyticsSettings) => new ReportCalendar(reportTimeZone),
    },
    { provide: FeedbackReader, useClass: FeedbackRepository },
    { provide: FigureReader, useClass: FiguresRepository },
    { provide: SignalReader, useClass: SignalsRepository },
    { provide: CaseReader, useClass: CasesRepository },
    Completeness,
    { provide: FigureSums, useClass: FigureSumsRepository },
    { provide: BacklogReader, useClass: BacklogRepository },
    ReportBacklog,
    { provide: FigureChanges, useClass: FigureChangesRepository },
    {
      provide: PublishingPace,
      inject: [FeedbackAnalyticsSettings],
      useFactory: ({ figuresEveryMs }: FeedbackAnalyticsSettings) => new PublishingPace(figuresEveryMs),
    },
    PublishFigures,
    QueryMetric,
    ReportVolume,
    RecordInteraction,
    CorrectInteraction,
    RecordTransaction,
    RecordAnswers,
    FollowCase,
    FollowCustomer,
    ExportCustomer,
    { provide: CustomerTraces, useClass: CustomerTracesRepository },
    CountMessages,
    FrozenContexts,
    WriteFigures,
    PublishSignals,
    KeepCase,
    ArchiveEvent,
    LookAgain,
    TellCase,
    TellMessage,
    RecordContact,
    CountSurveys,
    FollowAgent,
    FollowMerge,
  ],
})
export class FeedbackAnalyticsModule {}
