import { Controller } from '@nestjs/common';
import {
  AgentChanged,
  CaseClosed,
  CaseOpened,
  CaseReopened,
  CaseReplied,
  CustomerChanged,
  InteractionAnswerRefused,
  InteractionAnswerSuggested,
  InteractionClassified,
  InteractionReceived,
  InteractionReclassified,
  MessageBounced,
  MessageDelivered,
  MessageFailed,
  MessageRequested,
  MessageSent,
  SurveyAnswered,
  SurveyInvited,
  TransactionRecorded,
  type CloudEvent,
} from '#libs/contracts';
import { On, type HandlerOutcome } from '#libs/messaging';
import { ArchiveEvent } from './application/archive-event.js';
import { closedMoment, reopenedMoment, repliedMoment } from './application/case-moments.js';
import { CorrectInteraction } from './application/correct-interaction.js';
import { CountMessages } from './application/count-messages.js';
import { CountSurveys } from './application/count-surveys.js';
import { FollowAgent } from './application/follow-agent.js';
import { FollowCase } from './application/follow-case.js';
import { FollowCustomer } from './application/follow-customer.js';
import { feedbackIdOf, RecordAnswers } from './application/record-answers.js';
import { RecordContact } from './application/record-contact.js';
import { RecordInteraction } from './application/record-interaction.js';
import { RecordTransaction } from './application/record-transaction.js';
import { TellCase } from './application/tell-case.js';
import { TellMessage } from './application/tell-message.js';
import type { FeedbackAnalyticsUnit } from './application/stores.js';

type Unit = FeedbackAnalyticsUnit;

/** The table: what feedback-analytics consumes, what it loads for it, and what it does with it. */
@Controller()
export class FeedbackAnalyticsConsumer {
  constructor(
    private readonly recordInteraction: RecordInteraction,
    private readonly correctInteraction: CorrectInteraction,
    private readonly recordContact: RecordContact,
    private readonly recordTransaction: RecordTransaction,
    private readonly followCustomer: FollowCustomer,
    private readonly followCase: FollowCase,
    private readonly followAgent: FollowAgent,
    private readonly tellCase: TellCase,
    private readonly tellMessage: TellMessage,
    private readonly recordAnswers: RecordAnswers,
    private readonly countSurveys: CountSurveys,
    private readonly countMessages: CountMessages,
    private readonly archive: ArchiveEvent,
  ) {}

  @On(InteractionReceived, ({ data }) => ({ contacts: data.interactionId, customers: data.customerId }))
  onInteractionReceived(event: CloudEvent<InteractionReceived>, unit: Unit) {
    return this.each(event, unit, [() => this.recordContact.received(event, unit)]);
  }

  @On(InteractionClassified, ({ data }) => ({ contacts: data.interactionId }))
  onInteractionClassified(event: CloudEvent<InteractionClassified>, unit: Unit) {
    return this.each(event, unit, [
      () => this.recordInteraction.run(event, unit),
      () => this.recordContact.classified(event, unit),
    ]);
  }

  @On(InteractionReclassified, ({ data }) => ({ contacts: data.interactionId, records: data.caseId }))
  onInteractionReclassified(event: CloudEvent<InteractionReclassified>, unit: Unit) {
    return this.each(event, unit, [
      () => this.correctInteraction.run(event, unit),
      () => this.recordContact.reclassified(event, unit),
    ]);
  }

  @On(InteractionAnswerSuggested, ({ data }) => ({ records: data.caseId }))
  onInteractionAnswerSuggested(event: CloudEvent<InteractionAnswerSuggested>, unit: Unit) {
    return this.each(event, unit, [() => this.tellMessage.suggested(event, unit)]);
  }

  @On(InteractionAnswerRefused, ({ data }) => ({ records: data.caseId }))
  onInteractionAnswerRefused(event: CloudEvent<InteractionAnswerRefused>, unit: Unit) {
    return this.each(event, unit, [() => this.tellMessage.refused(event, unit)]);
  }

  @On(TransactionRecorded)
  onTransactionRecorded(event: CloudEvent<TransactionRecorded>, unit: Unit) {
    return this.each(event, unit, [() => this.recordTransaction.run(event, unit)]);
  }

  @On(CustomerChanged, ({ data }) => ({ customers: [data.customerId, data.mergedInto] }))
  onCustomerChanged(event: CloudEvent<CustomerChanged>, unit: Unit) {
    return this.each(event, unit, [() => this.followCustomer.run(event, unit)]);
  }

  @On(AgentChanged, ({ data }) => ({ agents: data.agentId }))
  onAgentChanged(event: CloudEvent<AgentChanged>, unit: Unit) {
    return this.each(event, unit, [() => this.followAgent.changed(event, unit)]);
  }

  @On(CaseOpened, ({ data }) => ({
    ...{ cases: data.caseId, records: data.caseId, contacts: data.interactionId },
    ...{ customers: data.customerId, customerContacts: data.customerId },
  }))
  onCaseOpened(event: CloudEvent<CaseOpened>, unit: Unit) {
    return this.each(event, unit, [() => this.followCase.opened(event, unit), () => this.tellCase.opened(event, unit)]);
  }

  @On(CaseReplied, ({ data }) => ({ cases: data.first ? data.caseId : undefined, records: data.caseId }))
  onCaseReplied(event: CloudEvent<CaseReplied>, unit: Unit) {
    return this.each(event, unit, [
      () => this.followCase.replied(event, unit),
      () => this.tellCase.happened(event, repliedMoment(event), unit),
    ]);
  }

  @On(CaseClosed, ({ data }) => ({ cases: data.caseId, records: data.caseId }))
  onCaseClosed(event: CloudEvent<CaseClosed>, unit: Unit) {
    return this.each(event, unit, [
      () => this.followCase.closed(event, unit),
      () => this.tellCase.happened(event, closedMoment(event), unit),
    ]);
  }

  @On(CaseReopened, ({ data }) => ({ cases: data.caseId, records: data.caseId }))
  onCaseReopened(event: CloudEvent<CaseReopened>, unit: Unit) {
    return this.each(event, unit, [
      () => this.followCase.reopened(event, unit),
      () => this.tellCase.happened(event, reopenedMoment(event), unit),
    ]);
  }

  @On(SurveyInvited, ({ data }) => ({ invitations: data.messageId, customers: data.customerId }))
  onSurveyInvited(event: CloudEvent<SurveyInvited>, unit: Unit) {
    return this.each(event, unit, [
      () => this.countMessages.invited(event, unit),
      () => this.countSurveys.invited(event, unit),
    ]);
  }

  @On(SurveyAnswered, ({ data }) => ({
    customers: data.customerId,
    feedback: data.answers.map((answer) => feedbackIdOf(data.responseId, answer)),
    ...{ responses: data.responseId, records: data.caseId },
  }))
  onSurveyAnswered(event: CloudEvent<SurveyAnswered>, unit: Unit) {
    return this.each(event, unit, [
      () => this.recordAnswers.run(event, unit),
      () => this.countSurveys.answered(event, unit),
      () => this.tellMessage.answered(event, unit),
    ]);
  }

  @On(MessageRequested, ({ data }) => ({ records: data.caseId }))
  onMessageRequested(event: CloudEvent<MessageRequested>, unit: Unit) {
    return this.each(event, unit, [() => this.tellMessage.requested(event, unit)]);
  }

  @On(MessageSent)
  onMessageSent(event: CloudEvent<MessageSent>, unit: Unit) {
    return this.each(event, unit, [() => this.countMessages.receipt(event, 'messagesSent', unit)]);
  }

  @On(MessageDelivered, ({ data }) => ({ invitations: data.messageId }))
  onMessageDelivered(event: CloudEvent<MessageDelivered>, unit: Unit) {
    return this.each(event, unit, [
      () => this.countMessages.receipt(event, 'messagesDelivered', unit),
      () => this.countSurveys.delivered(event, unit),
    ]);
  }

  @On(MessageFailed)
  onMessageFailed(event: CloudEvent<MessageFailed>, unit: Unit) {
    return this.each(event, unit, [() => this.countMessages.receipt(event, 'messagesFailed', unit)]);
  }

  @On(MessageBounced)
  onMessageBounced(event: CloudEvent<MessageBounced>, unit: Unit) {
    return this.each(event, unit, [() => this.countMessages.receipt(event, 'messagesFailed', unit)]);
  }

  /** One use case after the other, then the archive. Ignored is what all of them ignore. */
  private async each(
    event: CloudEvent,
    unit: Unit,
    steps: readonly (() => Promise<HandlerOutcome>)[],
  ): Promise<HandlerOutcome> {
    let isIgnored = true;
    for (const step of steps) if ((await step()) !== 'ignored') isIgnored = false;
    this.archive.run(event, unit);
    return isIgnored ? 'ignored' : undefined;
  }
}
