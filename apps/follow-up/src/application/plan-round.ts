import { Injectable } from '@nestjs/common';
import { SurveySuppressed, type Attribution } from '#libs/contracts';
import type { DueTimer } from '#libs/messaging';
import { isSampled, notSampled, roundAfter } from '../domain/programme.js';
import { planned, suppressed, type SurveySubject } from '../domain/survey.js';
import { PlanSurvey } from './plan-survey.js';
import type { FollowUpUnit } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { suppressedEvent } from './survey-events.js';
import { idsOfRound, occasionIdOf, roundRef, surveyRound } from './survey-ids.js';

/** Surveys of the relation: each customer is asked every so often, on days of their own. */
@Injectable()
export class PlanRound {
  constructor(
    private readonly catalogue: SurveyCatalogue,
    private readonly planSurvey: PlanSurvey,
  ) {}

  async run(timer: DueTimer, unit: FollowUpUnit): Promise<void> {
    const { customerId, programmeId } = idsOfRound(timer.ref);
    const programme = this.catalogue.schedules.find(({ id }) => id === programmeId);
    const customer = await unit.customers.get(customerId);
    // Who is one with somebody else is asked as that one.
    if (programme === undefined || customer?.erasedAt !== undefined) return;
    const next = this.schedule(customerId, programmeId, programme.trigger.everyMs, unit);
    if (customer?.mergedInto !== undefined) return;
    const occasion = `${customerId}/${String(next.round - 1)}`;
    const attribution: Attribution = { agentIds: [], needs: [] };
    const responseId = occasionIdOf(programmeId, occasion);
    const subject: SurveySubject<Attribution> = { responseId, programmeId, customerId, occasion, attribution };
    if (isSampled(programme, responseId))
      return this.planSurvey.plan(planned(subject, { plannedFor: unit.now }), programme, unit);
    const survey = suppressed(subject, notSampled);
    unit.surveys.put(survey);
    unit.publish(SurveySuppressed, suppressedEvent(survey), { sequence: survey.version });
  }

  /** From when on a customer is known, whoever they are. */
  begin(customerId: string, unit: FollowUpUnit): void {
    for (const { id, trigger } of this.catalogue.schedules) this.schedule(customerId, id, trigger.everyMs, unit);
  }

  private schedule(customerId: string, programmeId: string, everyMs: number, unit: FollowUpUnit): { round: number } {
    const { round, at } = roundAfter(everyMs, customerId, unit.now);
    unit.schedule({ kind: surveyRound, ref: roundRef(customerId, programmeId), dueAt: at });
    return { round };
  }
}
