import { Injectable } from '@nestjs/common';
import { SurveySuppressed, type CaseReopened, type CloudEvent } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { reopened } from '../domain/journey.js';
import { suppressed } from '../domain/survey.js';
import { reopenedBefore } from '../domain/suppression.js';
import type { FollowUpUnit } from './stores.js';
import { suppressedEvent } from './survey-events.js';
import { responseIdOf, surveyDue, surveyDueRef } from './survey-ids.js';

/** The customer came back before being asked: the question waits for the next closing. */
@Injectable()
export class ReopenJourney {
  async run({ data }: CloudEvent<CaseReopened>, unit: FollowUpUnit): Promise<HandlerOutcome> {
    const journey = reopened(await unit.journeys.get(data.caseId), data.cycle);
    if (!journey) return 'ignored';
    unit.journeys.put(journey);
    const survey = await unit.surveys.get(responseIdOf(data.caseId, data.cycle - 1));
    if (survey?.status !== 'planned') return;
    const withdrawn = suppressed(survey, reopenedBefore);
    unit.surveys.put(withdrawn);
    unit.cancel(surveyDue, surveyDueRef(survey));
    unit.publish(SurveySuppressed, suppressedEvent(withdrawn), { sequence: withdrawn.version });
  }
}
