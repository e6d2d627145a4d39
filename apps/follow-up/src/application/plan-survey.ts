import { Injectable } from '@nestjs/common';
import { SurveyPlanned, SurveySuppressed, type Attribution, type CaseClosed, type CloudEvent } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { changedClock } from '../domain/contact-clock.js';
import { closed } from '../domain/journey.js';
import { present } from '../domain/present.js';
import { isOccasion, isSampled, notSampled, type Programme } from '../domain/programme.js';
import { planned, suppressed, type SurveySubject } from '../domain/survey.js';
import { atClosing } from '../domain/suppression.js';
import type { FollowUpUnit, PlannedSurvey } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { attributionOf, plannedEvent, suppressedEvent } from './survey-events.js';
import { responseIdOf, surveyDue, surveyDueRef } from './survey-ids.js';
import { SurveyPolicy } from './survey-policy.js';

/** A closed cycle is followed, by each programme that it is an occasion for, by a question or by the reason why not. */
@Injectable()
export class PlanSurvey {
  constructor(
    private readonly policy: SurveyPolicy,
    private readonly catalogue: SurveyCatalogue,
  ) {}

  async run({ data, time }: CloudEvent<CaseClosed>, unit: FollowUpUnit): Promise<HandlerOutcome> {
    const { caseId, customerId, interactionId, reference, cycle } = data;
    const facts = { caseId, customerId, interactionId, reference, cycle };
    const journey = closed(await unit.journeys.get(caseId), facts, new Date(time));
    if (!journey) return 'ignored';
    unit.journeys.put(journey);
    const attribution = attributionOf(data);
    for (const programme of this.catalogue.after('close')) {
      if (!isOccasion(programme, data)) continue;
      const responseId = responseIdOf(programme.id, caseId, cycle);
      const about = { responseId, programmeId: programme.id, customerId, caseId, cycle, caseReference: reference };
      await this.decide(data, programme, { ...about, attribution }, unit);
    }
  }

  private async decide(
    data: CaseClosed,
    programme: Programme,
    subject: SurveySubject<Attribution>,
    unit: FollowUpUnit,
  ): Promise<void> {
    const channel = atClosing(data);
    const isWithheld = typeof channel === 'object' || !isSampled(programme, subject.responseId);
    if (isWithheld) {
      const survey = suppressed(subject, typeof channel === 'object' ? channel : notSampled);
      unit.surveys.put(survey);
      unit.publish(SurveySuppressed, suppressedEvent(survey), { sequence: survey.version });
      return;
    }
    const delayMs = programme.trigger.kind === 'schedule' ? 0 : (programme.trigger.delayMs ?? this.policy.delayMs);
    const plannedFor = new Date(unit.now.getTime() + delayMs);
    const { channelAccount, language } = data;
    await this.plan(planned(subject, present({ channel, channelAccount, language, plannedFor })), programme, unit);
  }

  /** From here on the survey is on its way: told, timed, and its place in the budget kept where it is a rare one. */
  async plan(survey: PlannedSurvey, { family }: Programme, unit: FollowUpUnit): Promise<void> {
    unit.surveys.put(survey);
    unit.publish(SurveyPlanned, plannedEvent(survey), { sequence: survey.version });
    unit.schedule({ kind: surveyDue, ref: surveyDueRef(survey), dueAt: survey.plannedFor });
    if (!this.catalogue.isKeptFree(family)) return;
    const { customerId, responseId, plannedFor } = survey;
    const entry = { responseId, family, dueMs: plannedFor.getTime() };
    const clock = await unit.clocks.get(customerId);
    unit.clocks.put(changedClock(clock, customerId, ({ pending }) => ({ pending: [...pending, entry] })));
  }
}
