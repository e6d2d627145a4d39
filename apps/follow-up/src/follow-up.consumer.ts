import { Controller } from '@nestjs/common';
import {
  CaseClosed,
  CaseOpened,
  CaseReopened,
  CustomerChanged,
  InteractionClassified,
  InteractionReceived,
  MessageBounced,
  MessageComplained,
  MessageDelivered,
  MessageFailed,
  MessageOptedOut,
  MessageSent,
  type CloudEvent,
} from '#libs/contracts';
import { On, OnTimer, type DueTimer } from '#libs/messaging';
import { FollowCustomer } from './application/follow-customer.js';
import { FollowDelivery } from './application/follow-delivery.js';
import { OpenJourney } from './application/open-journey.js';
import { RecordInteraction } from './application/record-interaction.js';
import { RememberContact } from './application/remember-contact.js';
import { ReopenJourney } from './application/reopen-journey.js';
import type { FollowUpUnit } from './application/stores.js';
import { SurveySteps } from './application/survey-steps.js';
import {
  idsOfReminder,
  idsOfRound,
  idsOfSurveyDue,
  knownShape,
  surveyDue,
  surveyExpiry,
  surveyReminder,
  surveyRound,
} from './application/survey-ids.js';

/** The table: what follow-up consumes, what it loads for it, and what it does with it. */
@Controller()
export class FollowUpConsumer {
  constructor(
    private readonly rememberContact: RememberContact,
    private readonly recordInteraction: RecordInteraction,
    private readonly followCustomer: FollowCustomer,
    private readonly openJourney: OpenJourney,
    private readonly reopenJourney: ReopenJourney,
    private readonly surveys: SurveySteps,
    private readonly followDelivery: FollowDelivery,
  ) {}

  @On(InteractionReceived, ({ data }) => ({ contacts: data.customerId, customers: data.customerId }))
  onInteractionReceived(event: CloudEvent<InteractionReceived>, unit: FollowUpUnit) {
    return this.rememberContact.run(event, unit);
  }

  @On(InteractionClassified, ({ data }) => ({
    surveys: knownShape(data.surveyAnswer?.responseId),
    customers: data.surveyAnswer && data.customerId,
  }))
  onInteractionClassified(event: CloudEvent<InteractionClassified>, unit: FollowUpUnit) {
    return this.recordInteraction.run(event, unit);
  }

  @On(CustomerChanged, ({ data }) => ({ customers: data.customerId }))
  onCustomerChanged(event: CloudEvent<CustomerChanged>, unit: FollowUpUnit) {
    return this.followCustomer.run(event, unit);
  }

  @On(CaseOpened, ({ data }) => ({ journeys: data.caseId }))
  onCaseOpened(event: CloudEvent<CaseOpened>, unit: FollowUpUnit) {
    return this.openJourney.run(event, unit);
  }

  @On(CaseClosed, ({ data }) => ({ journeys: data.caseId }))
  onCaseClosed(event: CloudEvent<CaseClosed>, unit: FollowUpUnit) {
    return this.surveys.plan.run(event, unit);
  }

  @On(CaseReopened, ({ data }) => ({ journeys: data.caseId }))
  onCaseReopened(event: CloudEvent<CaseReopened>, unit: FollowUpUnit) {
    return this.reopenJourney.run(event, unit);
  }

  @OnTimer(surveyDue, ({ ref }) => {
    const { responseId, customerId, programmeId, caseId } = idsOfSurveyDue(ref);
    const asked = { surveys: responseId, customers: customerId, contacts: customerId, clocks: customerId };
    return { ...asked, journeys: caseId, quotas: programmeId };
  })
  onSurveyDue(timer: DueTimer, unit: FollowUpUnit) {
    return this.surveys.send.run(timer, unit);
  }

  @OnTimer(surveyReminder, ({ ref }) => {
    const { responseId, customerId } = idsOfReminder(ref);
    return { surveys: responseId, customers: customerId, contacts: customerId, clocks: customerId };
  })
  onSurveyReminder(timer: DueTimer, unit: FollowUpUnit) {
    return this.surveys.remind.run(timer, unit);
  }

  @OnTimer(surveyRound, ({ ref }) => {
    const { customerId } = idsOfRound(ref);
    return { customers: customerId, clocks: customerId };
  })
  onSurveyRound(timer: DueTimer, unit: FollowUpUnit) {
    return this.surveys.planRound.run(timer, unit);
  }

  @OnTimer(surveyExpiry, ({ ref }) => ({ surveys: ref }))
  onSurveyExpiry(timer: DueTimer, unit: FollowUpUnit) {
    return this.surveys.expire.run(timer, unit);
  }

  @On(MessageSent, ({ data }) => ({ deliveries: data.messageId }))
  onMessageSent(event: CloudEvent<MessageSent>, unit: FollowUpUnit) {
    return this.followDelivery.run(event, 'sent', unit);
  }

  @On(MessageDelivered, ({ data }) => ({ deliveries: data.messageId }))
  onMessageDelivered(event: CloudEvent<MessageDelivered>, unit: FollowUpUnit) {
    return this.followDelivery.run(event, 'delivered', unit);
  }

  @On(MessageFailed, ({ data }) => ({ deliveries: data.messageId, contacts: data.customerId }))
  onMessageFailed(event: CloudEvent<MessageFailed>, unit: FollowUpUnit) {
    return this.surveys.redirect.run(event, 'failed', unit);
  }

  @On(MessageBounced, ({ data }) => ({ deliveries: data.messageId, contacts: data.customerId }))
  onMessageBounced(event: CloudEvent<MessageBounced>, unit: FollowUpUnit) {
    return this.surveys.redirect.run(event, 'bounced', unit);
  }

  @On(MessageComplained, ({ data }) => ({ deliveries: data.messageId, customers: data.customerId }))
  onMessageComplained(event: CloudEvent<MessageComplained>, unit: FollowUpUnit) {
    return this.followDelivery.optOut(event, 'complained', unit);
  }

  @On(MessageOptedOut, ({ data }) => ({ deliveries: data.messageId, customers: data.customerId }))
  onMessageOptedOut(event: CloudEvent<MessageOptedOut>, unit: FollowUpUnit) {
    return this.followDelivery.optOut(event, 'opted-out', unit);
  }
}
