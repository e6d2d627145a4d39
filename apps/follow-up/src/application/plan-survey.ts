import { Injectable } from '@nestjs/common';
import { SurveyPlanned, SurveySuppressed, type Attribution, type CaseClosed, type CloudEvent } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { closed } from '../domain/journey.js';
import { present } from '../domain/present.js';
import { planned, suppressed, type SurveySubject } from '../domain/survey.js';
import { atClosing } from '../domain/suppression.js';
import type { FollowUpUnit } from './stores.js';
import { attributionOf, plannedEvent, suppressedEvent } from './survey-events.js';
import { responseIdOf, surveyDue, surveyDueRef } from './survey-ids.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { SurveyPolicy } from './survey-policy.js';

/** A closed cycle is followed by one question, or by the reason why not. */
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
    for (const { id: programmeId } of this.catalogue.programmes) {
      const responseId = responseIdOf(programmeId, caseId, cycle);
      const subject = { responseId, programmeId, caseId, cycle, customerId, caseReference: reference, attribution };
      this.decide(data, subject, unit);
    }
  }

  private decide(data: CaseClosed, subject: SurveySubject<Attribution>, unit: FollowUpUnit): void {
    const channel = atClosing(data);
    if (typeof channel === 'object') {
      const survey = suppressed(subject, channel);
      unit.surveys.put(survey);
      unit.publish(SurveySuppressed, suppressedEvent(survey), { sequence: survey.version });
      return;
    }
    const plannedFor = new Date(unit.now.getTime() + this.policy.delayMs);
    const { channelAccount, language } = data;
    const survey = planned(subject, present({ channel, channelAccount, language, plannedFor }));
    unit.surveys.put(survey);
    unit.publish(SurveyPlanned, plannedEvent(survey), { sequence: survey.version });
    unit.schedule({ kind: surveyDue, ref: surveyDueRef(survey), dueAt: plannedFor });
  }
}
