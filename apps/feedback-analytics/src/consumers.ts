import { ArchiveEvent } from './application/archive-event.js';
import { CorrectInteraction } from './application/correct-interaction.js';
import { CountMessages } from './application/count-messages.js';
import { CountSurveys } from './application/count-surveys.js';
import { FollowAgent } from './application/follow-agent.js';
import { FollowCase } from './application/follow-case.js';
import { FollowCustomer } from './application/follow-customer.js';
import { FollowMerge } from './application/follow-merge.js';
import { FrozenContexts } from './application/frozen-contexts.js';
import { KeepCase } from './application/keep-case.js';
import { LookAgain } from './application/look-again.js';
import { PublishSignals } from './application/publish-signals.js';
import { RecordAnswers } from './application/record-answers.js';
import { RecordContact } from './application/record-contact.js';
import { RecordInteraction } from './application/record-interaction.js';
import { RecordTransaction } from './application/record-transaction.js';
import { ReportCalendar } from './application/report-calendar.js';
import { TellCase } from './application/tell-case.js';
import { TellMessage } from './application/tell-message.js';
import { WriteFigures } from './application/write-figures.js';
import { CaseJourneyConsumer } from './case-journey.consumer.js';
import { CaseTimelineConsumer } from './case-timeline.consumer.js';
import { FeedbackAnalyticsConsumer } from './feedback-analytics.consumer.js';

export interface Consumers {
  readonly table: FeedbackAnalyticsConsumer;
  readonly moments: CaseTimelineConsumer;
  readonly journey: CaseJourneyConsumer;
  readonly lookAgain: LookAgain;
}

/** The consumers of the service without Nest and Kafka, as a rebuild from the archive needs them. */
export function consumersOf(calendar: ReportCalendar, contexts: FrozenContexts): Consumers {
  const figures = new WriteFigures(calendar);
  const keepCase = new KeepCase(figures, new PublishSignals());
  const archive = new ArchiveEvent(contexts);
  const tellCase = new TellCase(contexts, keepCase, figures);
  const followAgent = new FollowAgent(figures);
  const lookAgain = new LookAgain(keepCase, archive);
  const table = new FeedbackAnalyticsConsumer(
    new RecordInteraction(calendar),
    new CorrectInteraction(),
    new RecordContact(contexts, figures, keepCase),
    new RecordTransaction(calendar),
    new FollowCustomer(new FollowMerge(figures)),
    new FollowCase(calendar),
    followAgent,
    tellCase,
    new TellMessage(contexts, keepCase),
    new RecordAnswers(calendar, figures, contexts),
    new CountSurveys(contexts, figures),
    new CountMessages(calendar),
    archive,
  );
  const moments = new CaseTimelineConsumer(tellCase, followAgent, lookAgain, archive);
  return { table, moments, journey: new CaseJourneyConsumer(tellCase, archive), lookAgain };
}
