import { Module } from '@nestjs/common';
import { MessagingModule } from '#libs/messaging';
import { databaseModule } from '#libs/persistence';
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
import { CaseJourneyConsumer } from './case-journey.consumer.js';
import { CaseTimelineConsumer } from './case-timeline.consumer.js';
import { CaseReader } from './application/case-reader.js';
import { SignalReader } from './application/signal-reader.js';
import { CaseTimelineController } from './http/case-timeline.controller.js';
import { SignalsController } from './http/signals.controller.js';
import { entities, migrations, stores } from './persistence/unit-stores.js';
import { ArchivePartitions } from './persistence/archive-partitions.js';
import { CasesRepository } from './persistence/cases.repository.js';
import { SignalsRepository } from './persistence/signals.repository.js';
import { BacklogReader } from './application/backlog-reader.js';
import { ReportBacklog } from './application/report-backlog.js';
import { BacklogRepository } from './persistence/backlog.repository.js';
import { FigureChanges } from './application/figure-changes.js';
import { PublishingPace } from './application/publishing-pace.js';
import { PublishFigures } from './application/publish-figures.js';
import { FigurePublishingConsumer } from './figure-publishing.consumer.js';
import { FigureChangesRepository } from './persistence/figure-changes.repository.js';
import { ExportRows } from './application/export-rows.js';
import { ParquetFile } from './application/export-table.js';
import { HyparquetFile } from './export/hyparquet-file.js';
import { ExportsController } from './http/exports.controller.js';
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
import { CustomerTracesRepository } from './persistence/customer-traces.repository.js';
import { FeedbackRepository } from './persistence/feedback.repository.js';
import { FiguresRepository } from './persistence/figures.repository.js';

@Module({
  imports: [
    settingsModule(FeedbackAnalyticsSettings),
    databaseModule({
      settings: FeedbackAnalyticsSettings,
      entities,
      migrations,
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
    CaseJourneyConsumer,
    FigurePublishingConsumer,
    FeedbackController,
    MetricsController,
    SignalsController,
    ExportsController,
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
    ArchivePartitions,
    PublishFigures,
    QueryMetric,
    ExportRows,
    { provide: ParquetFile, useClass: HyparquetFile },
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
