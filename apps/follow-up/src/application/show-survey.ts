import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { AskedInstrument } from '../domain/answer.js';
import type { FollowUpStores, Survey } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { SurveyTokens } from './survey-tokens.js';

/** A survey, and what it asks where that is known. */
export interface ShownSurvey {
  readonly survey: Survey;
  readonly asked?: AskedInstrument;
}

/** Only shows. Mail scanners open links, so looking at a survey must never answer it. */
@Injectable()
export class ShowSurvey {
  constructor(
    private readonly units: Units<FollowUpStores>,
    private readonly tokens: SurveyTokens,
    private readonly catalogue: SurveyCatalogue,
  ) {}

  /** @throws DomainError `wrong-token`, `unknown-survey` */
  async run(responseId: string, token: string | undefined): Promise<ShownSurvey> {
    this.tokens.verify(responseId, token);
    return this.units.run('show-survey', { surveys: responseId }, async (unit) => {
      const survey = await unit.surveys.get(responseId);
      if (!survey) throw new DomainError('unknown-survey', 'there is no such survey', 'not-found');
      const asked = this.catalogue.askedIn(survey);
      return { survey, ...(asked && { asked }) };
    });
  }
}
