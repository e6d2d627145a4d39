import { Module } from '@nestjs/common';
import { MessagingModule, MessagingQuarantine1700000001410, MessagingSchema1700000000000 } from '#libs/messaging';
import { appendTable, databaseModule, stateTable, tallyTable } from '#libs/persistence';
import { settingsModule } from '#libs/service';
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
import { ReportMetric } from './application/report-metric.js';
import { reportDays } from './domain/report-day.js';
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
];

class SettledCalendar extends ReportCalendar {
  readonly dayOf;

  constructor(readonly timeZone: string) {
    super();
    this.dayOf = reportDays(timeZone);
  }
}

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
  controllers: [FeedbackAnalyticsConsumer, FeedbackController, MetricsController, CustomerDataController],
  providers: [
    {
      provide: ReportCalendar,
      inject: [FeedbackAnalyticsSettings],
      useFactory: ({ reportTimeZone }: FeedbackAnalyticsSettings) => new SettledCalendar(reportTimeZone),
    },
    { provide: FeedbackReader, useClass: FeedbackRepository },
    { provide: FigureReader, useClass: FiguresRepository },
    Completeness,
    ReportMetric,
    RecordInteraction,
    CorrectInteraction,
    RecordTransaction,
    RecordAnswers,
    FollowCase,
    FollowCustomer,
    ExportCustomer,
    { provide: CustomerTraces, useClass: CustomerTracesRepository },
    CountMessages,
  ],
})
export class FeedbackAnalyticsModule {}
