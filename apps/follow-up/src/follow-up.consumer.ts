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
import { ExpireSurvey } from './application/expire-survey.js';
import { FollowCustomer } from './application/follow-customer.js';
import { FollowDelivery } from './application/follow-delivery.js';
import { OpenJourney } from './application/open-journey.js';
import { PlanSurvey } from './application/plan-survey.js';
import { RecordInteraction } from './application/record-interaction.js';
import { RememberContact } from './application/remember-contact.js';
import { ReopenJourney } from './application/reopen-journey.js';
import { SendInvitation } from './application/send-invitation.js';
import type { FollowUpUnit } from './application/stores.js';
import { idsOfSurveyDue, knownShape, surveyDue, surveyExpiry } from './application/survey-ids.js';

/** The table: what follow-up consumes, what it loads for it, and what it does with it. */
@Controller()
export class FollowUpConsumer {
  constructor(
    private readonly rememberContact: RememberContact,
    private readonly recordInteraction: RecordInteraction,
    private readonly followCustomer: FollowCustomer,
    private readonly openJourney: OpenJourney,
    private readonly planSurvey: PlanSurvey,
    private readonly reopenJourney: ReopenJourney,
    private readonly sendInvitation: SendInvitation,
    private readonly expireSurvey: ExpireSurvey,
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
    return this.planSurvey.run(event, unit);
  }

  @On(CaseReopened, ({ data }) => ({ journeys: data.caseId }))
  onCaseReopened(event: CloudEvent<CaseReopened>, unit: FollowUpUnit) {
    return this.reopenJourney.run(event, unit);
  }

  @OnTimer(surveyDue, ({ ref }) => {
    const { responseId, customerId, caseId } = idsOfSurveyDue(ref);
    return { surveys: responseId, customers: customerId, contacts: customerId, journeys: caseId };
  })
  onSurveyDue(timer: DueTimer, unit: FollowUpUnit) {
    return this.sendInvitation.run(timer, unit);
  }

  @OnTimer(surveyExpiry, ({ ref }) => ({ surveys: ref }))
  onSurveyExpiry(timer: DueTimer, unit: FollowUpUnit) {
    return this.expireSurvey.run(timer, unit);
  }

  @On(MessageSent, ({ data }) => ({ deliveries: data.messageId }))
  onMessageSent(event: CloudEvent<MessageSent>, unit: FollowUpUnit) {
    return this.followDelivery.run(event, 'sent', unit);
  }

  @On(MessageDelivered, ({ data }) => ({ deliveries: data.messageId }))
  onMessageDelivered(event: CloudEvent<MessageDelivered>, unit: FollowUpUnit) {
    return this.followDelivery.run(event, 'delivered', unit);
  }

  @On(MessageFailed, ({ data }) => ({ deliveries: data.messageId }))
  onMessageFailed(event: CloudEvent<MessageFailed>, unit: FollowUpUnit) {
    return this.followDelivery.run(event, 'failed', unit);
  }

  @On(MessageBounced, ({ data }) => ({ deliveries: data.messageId }))
  onMessageBounced(event: CloudEvent<MessageBounced>, unit: FollowUpUnit) {
    return this.followDelivery.run(event, 'bounced', unit);
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
