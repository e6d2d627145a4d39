import { Controller } from '@nestjs/common';
import {
  CaseGreeted,
  CaseNeedsConfirmed,
  CaseShelved,
  CaseResumed,
  CaseVerified,
  CaseThanked,
  CaseInvitedBack,
  type CaseEvent,
  type CloudEvent,
} from '#libs/contracts';
import { On, type HandlerOutcome } from '#libs/messaging';
import { ArchiveEvent } from './application/archive-event.js';
import { stampOf, stepMoment } from './application/case-moments.js';
import type { FeedbackAnalyticsUnit } from './application/stores.js';
import { TellCase } from './application/tell-case.js';
import type { CaseMoment } from './domain/signs/case-timeline.js';

const ofCase = ({ data }: CloudEvent<CaseEvent>) => ({ records: data.caseId });

/** The fourth part of the table: the steps of a journey, and its pauses. */
@Controller()
export class CaseJourneyConsumer {
  constructor(
    private readonly tellCase: TellCase,
    private readonly archive: ArchiveEvent,
  ) {}

  @On(CaseGreeted, ofCase)
  onCaseGreeted(event: CloudEvent<CaseGreeted>, unit: FeedbackAnalyticsUnit) {
    return this.tell(event, stepMoment(event, 'greeted'), unit);
  }

  @On(CaseNeedsConfirmed, ofCase)
  onCaseNeedsConfirmed(event: CloudEvent<CaseNeedsConfirmed>, unit: FeedbackAnalyticsUnit) {
    return this.tell(event, stepMoment(event, 'needs-confirmed'), unit);
  }

  @On(CaseShelved, ofCase)
  onCaseShelved(event: CloudEvent<CaseShelved>, unit: FeedbackAnalyticsUnit) {
    return this.tell(event, stepMoment(event, 'shelved'), unit);
  }

  @On(CaseResumed, ofCase)
  onCaseResumed(event: CloudEvent<CaseResumed>, unit: FeedbackAnalyticsUnit) {
    return this.tell(event, stepMoment(event, 'resumed'), unit);
  }

  @On(CaseVerified, ofCase)
  onCaseVerified(event: CloudEvent<CaseVerified>, unit: FeedbackAnalyticsUnit) {
    return this.tell(event, { ...stampOf(event), type: 'verified' }, unit);
  }

  @On(CaseThanked, ofCase)
  onCaseThanked(event: CloudEvent<CaseThanked>, unit: FeedbackAnalyticsUnit) {
    return this.tell(event, { ...stampOf(event), type: 'thanked' }, unit);
  }

  @On(CaseInvitedBack, ofCase)
  onCaseInvitedBack(event: CloudEvent<CaseInvitedBack>, unit: FeedbackAnalyticsUnit) {
    return this.tell(event, { ...stampOf(event), type: 'invited-back' }, unit);
  }

  private async tell(
    event: CloudEvent<CaseEvent>,
    moment: CaseMoment,
    unit: FeedbackAnalyticsUnit,
  ): Promise<HandlerOutcome> {
    const outcome = await this.tellCase.happened(event, moment, unit);
    this.archive.run(event, unit);
    return outcome;
  }
}
