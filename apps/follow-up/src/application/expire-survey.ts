import { Injectable } from '@nestjs/common';
import { SurveyExpired } from '#libs/contracts';
import type { DueTimer } from '#libs/messaging';
import { expired } from '../domain/survey.js';
import type { FollowUpUnit } from './stores.js';
import { expiredEvent } from './survey-events.js';

@Injectable()
export class ExpireSurvey {
  async run(timer: DueTimer, unit: FollowUpUnit): Promise<void> {
    const survey = expired(await unit.surveys.get(timer.ref), unit.now);
    if (!survey) return;
    unit.surveys.put(survey);
    unit.publish(SurveyExpired, expiredEvent(survey), { sequence: survey.version });
  }
}
