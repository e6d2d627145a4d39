import { Controller } from '@nestjs/common';
import {
  CaseAssigned,
  CaseDelayExplained,
  CaseEscalated,
  CaseInteractionAdded,
  CaseOfferAccepted,
  CaseOfferDeclined,
  CaseOfferTimedOut,
  CaseOffered,
  CasePromiseBroken,
  CasePromiseKept,
  CasePromiseLate,
  CasePromiseMade,
  CasePromiseWithdrawn,
  CaseQueueLeft,
  CaseQueued,
  CaseResolved,
  CaseSlaCorrected,
  CaseSlaDecided,
  CaseTransferred,
  type CaseEvent,
  type CloudEvent,
} from '#libs/contracts';
import { On, OnTimer, type DueTimer } from '#libs/messaging';
import { ArchiveEvent } from './application/archive-event.js';
import * as moments from './application/case-moments.js';
import { FollowAgent } from './application/follow-agent.js';
import { lookAgain } from './application/keep-case.js';
import { LookAgain } from './application/look-again.js';
import { TellCase } from './application/tell-case.js';
import type { FeedbackAnalyticsUnit } from './application/stores.js';
import type { CaseMoment } from './domain/signs/case-timeline.js';

type Of<T> = CloudEvent<T>;
type Unit = FeedbackAnalyticsUnit;

const ofCase = ({ data }: Of<CaseEvent>) => ({ records: data.caseId });
const ofContact = ({ data }: Of<CaseInteractionAdded>) => ({
  ...{ records: data.caseId, contacts: data.interactionId },
  ...{ customers: data.customerId, customerContacts: data.customerId },
});

/** The second part of the table: what is only a moment of its case. */
@Controller()
export class CaseTimelineConsumer {
  constructor(
    private readonly tellCase: TellCase,
    private readonly followAgent: FollowAgent,
    private readonly lookAgain: LookAgain,
    private readonly archive: ArchiveEvent,
  ) {}

  @On(CaseInteractionAdded, ofContact)
  async onCaseInteractionAdded(event: Of<CaseInteractionAdded>, unit: Unit) {
    const outcome = await this.tellCase.contacted(event, unit);
    this.archive.run(event, unit);
    return outcome;
  }

  @On(CaseQueued, ofCase)
  onCaseQueued(event: Of<CaseQueued>, unit: Unit) {
    return this.tell(event, { ...moments.stampOf(event), type: 'queued' }, unit);
  }

  @On(CaseQueueLeft, ofCase)
  onCaseQueueLeft(event: Of<CaseQueueLeft>, unit: Unit) {
    return this.tell(event, moments.queueLeftMoment(event), unit);
  }

  @On(CaseOffered, ({ data }) => ({ records: data.caseId, agents: data.agentId }))
  async onCaseOffered(event: Of<CaseOffered>, unit: Unit) {
    await this.tellCase.happened(event, await this.followAgent.presence(event, unit), unit);
    return this.tell(event, moments.offerMoment(event, 'offered'), unit);
  }

  @On(CaseOfferAccepted, ofCase)
  onCaseOfferAccepted(event: Of<CaseOfferAccepted>, unit: Unit) {
    return this.tell(event, moments.offerMoment(event, 'offer-accepted'), unit);
  }

  @On(CaseOfferDeclined, ofCase)
  onCaseOfferDeclined(event: Of<CaseOfferDeclined>, unit: Unit) {
    return this.tell(event, moments.offerMoment(event, 'offer-declined'), unit);
  }

  @On(CaseOfferTimedOut, ofCase)
  onCaseOfferTimedOut(event: Of<CaseOfferTimedOut>, unit: Unit) {
    return this.tell(event, moments.offerMoment(event, 'offer-timed-out'), unit);
  }

  @On(CaseAssigned, ofCase)
  onCaseAssigned(event: Of<CaseAssigned>, unit: Unit) {
    return this.tell(event, moments.assignedMoment(event), unit);
  }

  @On(CaseTransferred, ofCase)
  onCaseTransferred(event: Of<CaseTransferred>, unit: Unit) {
    return this.tell(event, moments.transferredMoment(event), unit);
  }

  @On(CaseEscalated, ofCase)
  onCaseEscalated(event: Of<CaseEscalated>, unit: Unit) {
    return this.tell(event, moments.escalatedMoment(event), unit);
  }

  @On(CaseDelayExplained, ofCase)
  onCaseDelayExplained(event: Of<CaseDelayExplained>, unit: Unit) {
    return this.tell(event, moments.delayExplainedMoment(event), unit);
  }

  @On(CasePromiseMade, ofCase)
  onCasePromiseMade(event: Of<CasePromiseMade>, unit: Unit) {
    return this.tell(event, moments.promiseMoment(event, 'promise-made'), unit);
  }

  @On(CasePromiseKept, ofCase)
  onCasePromiseKept(event: Of<CasePromiseKept>, unit: Unit) {
    return this.tell(event, moments.promiseMoment(event, 'promise-kept'), unit);
  }

  @On(CasePromiseLate, ofCase)
  onCasePromiseLate(event: Of<CasePromiseLate>, unit: Unit) {
    return this.tell(event, moments.promiseMoment(event, 'promise-late'), unit);
  }

  @On(CasePromiseBroken, ofCase)
  onCasePromiseBroken(event: Of<CasePromiseBroken>, unit: Unit) {
    return this.tell(event, moments.promiseMoment(event, 'promise-broken'), unit);
  }

  @On(CasePromiseWithdrawn, ofCase)
  onCasePromiseWithdrawn(event: Of<CasePromiseWithdrawn>, unit: Unit) {
    return this.tell(event, moments.promiseMoment(event, 'promise-withdrawn'), unit);
  }

  @On(CaseSlaDecided, ofCase)
  onCaseSlaDecided(event: Of<CaseSlaDecided>, unit: Unit) {
    return this.tell(event, moments.targetMoment(event), unit);
  }

  @On(CaseSlaCorrected, ofCase)
  onCaseSlaCorrected(event: Of<CaseSlaCorrected>, unit: Unit) {
    return this.tell(event, moments.targetMoment(event), unit);
  }

  @On(CaseResolved, ofCase)
  onCaseResolved(event: Of<CaseResolved>, unit: Unit) {
    return this.tell(event, moments.resolvedMoment(event), unit);
  }

  @OnTimer(lookAgain, ({ ref }) => ({ records: ref }))
  onLookAgain(timer: DueTimer, unit: Unit) {
    return this.lookAgain.due(timer, unit);
  }

  private async tell(event: Of<CaseEvent>, moment: CaseMoment, unit: Unit) {
    const outcome = await this.tellCase.happened(event, moment, unit);
    this.archive.run(event, unit);
    return outcome;
  }
}
