import { Controller } from '@nestjs/common';
import {
  CustomerChanged,
  InteractionAnswerAccepted,
  InteractionAnswerRefused,
  InteractionClassified,
  InteractionReceived,
  type CloudEvent,
} from '#libs/contracts';
import { On, OnTimer, type DueTimer, type HandlerOutcome } from '#libs/messaging';
import { caseLoads } from './application/case-ids.js';
import { Heartbeat, heartbeatTimer } from './application/desk/heartbeat.js';
import { FollowAnswer } from './application/follow-answer.js';
import { FollowCustomer } from './application/follow-customer.js';
import {
  incidentCaseTimer,
  incidentSweepTimer,
  partsOf,
  type IncidentStores,
  type IncidentUnit,
} from './application/incidents/incident-unit.js';
import { TellIncident } from './application/incidents/tell-incident.js';
import { KeepReplyAddress } from './application/keep-reply-address.js';
import { OpenCase } from './application/open-case.js';
import type { RoutingStores, RoutingUnit } from './application/routing-unit.js';
import { caseTimer } from './application/tell-case.js';
import { TellDueCase } from './application/tell-due-case.js';

/** What routing consumes: event → what is loaded → use case. */
@Controller()
export class RoutingConsumer {
  constructor(
    private readonly keepReplyAddress: KeepReplyAddress,
    private readonly openCase: OpenCase,
    private readonly followAnswer: FollowAnswer,
    private readonly followCustomer: FollowCustomer,
    private readonly tellDueCase: TellDueCase,
    private readonly heartbeat: Heartbeat,
    private readonly tellIncident: TellIncident,
  ) {}

  @On<CustomerChanged, RoutingStores>(CustomerChanged, ({ data }) => ({ customers: data.customerId }))
  onCustomerChanged(event: CloudEvent<CustomerChanged>, unit: RoutingUnit): Promise<HandlerOutcome> {
    return this.followCustomer.run(event, unit);
  }

  @On<InteractionReceived, RoutingStores>(InteractionReceived, ({ data }) => ({ customers: data.customerId }))
  onInteractionReceived(event: CloudEvent<InteractionReceived>, unit: RoutingUnit): Promise<HandlerOutcome> {
    return this.keepReplyAddress.run(event, unit);
  }

  @On<InteractionClassified, RoutingStores>(InteractionClassified, ({ data }) => caseLoads(data))
  onInteractionClassified(event: CloudEvent<InteractionClassified>, unit: RoutingUnit): Promise<HandlerOutcome> {
    return this.openCase.run(event, unit);
  }

  @On<InteractionAnswerAccepted, RoutingStores>(InteractionAnswerAccepted, ({ data }) => ({ cases: data.caseId }))
  onAnswerAccepted(event: CloudEvent<InteractionAnswerAccepted>, unit: RoutingUnit): Promise<HandlerOutcome> {
    return this.followAnswer.accepted(event, unit);
  }

  @On<InteractionAnswerRefused, RoutingStores>(InteractionAnswerRefused, ({ data }) => ({ cases: data.caseId }))
  onAnswerRefused(event: CloudEvent<InteractionAnswerRefused>, unit: RoutingUnit): Promise<HandlerOutcome> {
    return this.followAnswer.refused(event, unit);
  }

  @OnTimer<RoutingStores>(heartbeatTimer, () => ({}))
  onHeartbeatMissed(timer: DueTimer, unit: RoutingUnit): Promise<void> {
    return this.heartbeat.missed(timer, unit);
  }

  @OnTimer<IncidentStores>(incidentSweepTimer, ({ ref }) => ({ incidents: ref }))
  onIncidentSweep(timer: DueTimer, unit: IncidentUnit): Promise<void> {
    return this.tellIncident.sweep(timer, unit);
  }

  @OnTimer<IncidentStores>(incidentCaseTimer, ({ ref }) => {
    const { incidentId, caseId } = partsOf(ref);
    return { incidents: incidentId, cases: caseId };
  })
  onIncidentCase(timer: DueTimer, unit: IncidentUnit): Promise<void> {
    return this.tellIncident.tell(timer, unit);
  }

  @OnTimer<RoutingStores>(caseTimer, ({ ref }) => ({ cases: ref }))
  onCaseDue(timer: DueTimer, unit: RoutingUnit): Promise<void> {
    return this.tellDueCase.run(timer, unit);
  }
}
