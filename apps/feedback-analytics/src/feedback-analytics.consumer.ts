import { Controller } from '@nestjs/common';
import {
  CaseClosed,
  CaseOpened,
  CaseReopened,
  CaseReplied,
  CustomerChanged,
  InteractionClassified,
  InteractionReclassified,
  MessageBounced,
  MessageDelivered,
  MessageFailed,
  MessageSent,
  SurveyAnswered,
  SurveyInvited,
  TransactionRecorded,
  type CloudEvent,
} from '#libs/contracts';
import { On } from '#libs/messaging';
import { CorrectInteraction } from './application/correct-interaction.js';
import { CountMessages } from './application/count-messages.js';
import { FollowCase } from './application/follow-case.js';
import { FollowCustomer } from './application/follow-customer.js';
import { feedbackIdOf, RecordAnswers } from './application/record-answers.js';
import { RecordInteraction } from './application/record-interaction.js';
import { RecordTransaction } from './application/record-transaction.js';
import type { FeedbackAnalyticsUnit } from './application/stores.js';

/** The table: what feedback-analytics consumes, what it loads for it, and what it does with it. */
@Controller()
export class FeedbackAnalyticsConsumer {
  constructor(
    private readonly recordInteraction: RecordInteraction,
    private readonly correctInteraction: CorrectInteraction,
    private readonly recordTransaction: RecordTransaction,
    private readonly followCustomer: FollowCustomer,
    private readonly followCase: FollowCase,
    private readonly recordAnswers: RecordAnswers,
    private readonly countMessages: CountMessages,
  ) {}

  @On(InteractionClassified)
  onInteractionClassified(event: CloudEvent<InteractionClassified>, unit: FeedbackAnalyticsUnit) {
    return this.recordInteraction.run(event, unit);
  }

  @On(InteractionReclassified)
  onInteractionReclassified(event: CloudEvent<InteractionReclassified>, unit: FeedbackAnalyticsUnit) {
    return this.correctInteraction.run(event, unit);
  }

  @On(TransactionRecorded)
  onTransactionRecorded(event: CloudEvent<TransactionRecorded>, unit: FeedbackAnalyticsUnit) {
    return this.recordTransaction.run(event, unit);
  }

  @On(CustomerChanged, ({ data }) => ({ customers: data.customerId }))
  onCustomerChanged(event: CloudEvent<CustomerChanged>, unit: FeedbackAnalyticsUnit) {
    return this.followCustomer.run(event, unit);
  }

  @On(CaseOpened, ({ data }) => ({ cases: data.caseId }))
  onCaseOpened(event: CloudEvent<CaseOpened>, unit: FeedbackAnalyticsUnit) {
    return this.followCase.opened(event, unit);
  }

  @On(CaseReplied, ({ data }) => ({ cases: data.first ? data.caseId : undefined }))
  onCaseReplied(event: CloudEvent<CaseReplied>, unit: FeedbackAnalyticsUnit) {
    return this.followCase.replied(event, unit);
  }

  @On(CaseClosed, ({ data }) => ({ cases: data.caseId }))
  onCaseClosed(event: CloudEvent<CaseClosed>, unit: FeedbackAnalyticsUnit) {
    return this.followCase.closed(event, unit);
  }

  @On(CaseReopened, ({ data }) => ({ cases: data.caseId }))
  onCaseReopened(event: CloudEvent<CaseReopened>, unit: FeedbackAnalyticsUnit) {
    return this.followCase.reopened(event, unit);
  }

  @On(SurveyInvited)
  onSurveyInvited(event: CloudEvent<SurveyInvited>, unit: FeedbackAnalyticsUnit) {
    return this.countMessages.invited(event, unit);
  }

  @On(SurveyAnswered, ({ data }) => ({
    customers: data.customerId,
    feedback: data.answers.map((answer) => feedbackIdOf(data.responseId, answer)),
  }))
  onSurveyAnswered(event: CloudEvent<SurveyAnswered>, unit: FeedbackAnalyticsUnit) {
    return this.recordAnswers.run(event, unit);
  }

  @On(MessageSent)
  onMessageSent(event: CloudEvent<MessageSent>, unit: FeedbackAnalyticsUnit) {
    return this.countMessages.receipt(event, 'messagesSent', unit);
  }

  @On(MessageDelivered)
  onMessageDelivered(event: CloudEvent<MessageDelivered>, unit: FeedbackAnalyticsUnit) {
    return this.countMessages.receipt(event, 'messagesDelivered', unit);
  }

  @On(MessageFailed)
  onMessageFailed(event: CloudEvent<MessageFailed>, unit: FeedbackAnalyticsUnit) {
    return this.countMessages.receipt(event, 'messagesFailed', unit);
  }

  @On(MessageBounced)
  onMessageBounced(event: CloudEvent<MessageBounced>, unit: FeedbackAnalyticsUnit) {
    return this.countMessages.receipt(event, 'messagesFailed', unit);
  }
}
