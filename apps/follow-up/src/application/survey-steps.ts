import { Injectable } from '@nestjs/common';
import { ExpireSurvey } from './expire-survey.js';
import { PlanRound } from './plan-round.js';
import { PlanSurvey } from './plan-survey.js';
import { RedirectInvitation } from './redirect-invitation.js';
import { RemindInvited } from './remind-invited.js';
import { SendInvitation } from './send-invitation.js';

/** The steps of a survey, from its occasion to its end. */
@Injectable()
export class SurveySteps {
  constructor(
    readonly plan: PlanSurvey,
    readonly planRound: PlanRound,
    readonly send: SendInvitation,
    readonly remind: RemindInvited,
    readonly redirect: RedirectInvitation,
    readonly expire: ExpireSurvey,
  ) {}
}
