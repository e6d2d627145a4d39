import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { FollowUpStores, Survey } from './stores.js';
import { SurveyTokens } from './survey-tokens.js';

/** Only shows. Mail scanners open links, so looking at a survey must never answer it. */
@Injectable()
export class ShowSurvey {
  constructor(
    private readonly units: Units<FollowUpStores>,
    private readonly tokens: SurveyTokens,
  ) {}

  async run(responseId: string, token: string | undefined): Promise<Survey> {
    this.tokens.verify(responseId, token);
    return this.units.run('show-survey', { surveys: responseId }, async (unit) => {
      const survey = await unit.surveys.get(responseId);
      if (!survey) throw new DomainError('unknown-survey', 'there is no such survey', 'not-found');
      return survey;
    });
  }
}
