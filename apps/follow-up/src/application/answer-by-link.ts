import { Injectable } from '@nestjs/common';
import { DomainError, Units, type DomainErrorKind } from '#libs/messaging';
import type { RefusalCode } from '../domain/answer.js';
import type { RawAnswer } from '../domain/given-values.js';
import type { ShownSurvey } from './show-survey.js';
import type { AnsweredSurvey, FollowUpStores } from './stores.js';
import { SurveyCatalogue } from './survey-catalogue.js';
import { SurveyTokens } from './survey-tokens.js';
import { TakeAnswer } from './take-answer.js';

export interface AnswerByLinkCommand extends RawAnswer {
  readonly responseId: string;
  readonly token: string | undefined;
  readonly isPartial?: boolean;
}

const kindOf: Readonly<Record<RefusalCode, DomainErrorKind>> = {
  'unknown-survey': 'not-found',
  'survey-not-open': 'conflict',
  'survey-expired': 'conflict',
  'already-answered': 'conflict',
  'retired-version': 'conflict',
  'unknown-item': 'invalid',
  'score-out-of-scale': 'invalid',
  'not-an-option': 'invalid',
  'comment-too-long': 'invalid',
  'shares-do-not-sum': 'invalid',
  'answer-missing': 'invalid',
  'wrong-customer': 'forbidden',
};

/** The invited customer follows the link of the invitation and answers. */
@Injectable()
export class AnswerByLink {
  constructor(
    private readonly units: Units<FollowUpStores>,
    private readonly tokens: SurveyTokens,
    private readonly takeAnswer: TakeAnswer,
    private readonly catalogue: SurveyCatalogue,
  ) {}

  /** @throws DomainError with the code of the refusal */
  async run({ responseId, token, ...given }: AnswerByLinkCommand): Promise<ShownSurvey> {
    this.tokens.verify(responseId, token);
    return this.units.run('answer-by-link', { surveys: responseId }, async (unit) => {
      const survey = await unit.surveys.get(responseId);
      const outcome = await this.takeAnswer.run(survey, { ...given, at: unit.now }, undefined, unit);
      if (outcome.kind !== 'refused') return this.showSurvey(outcome.survey);
      throw new DomainError(outcome.code, outcome.message, kindOf[outcome.code], outcome.details);
    });
  }

  private showSurvey(survey: AnsweredSurvey): ShownSurvey {
    const asked = this.catalogue.askedIn(survey);
    return { survey, ...(asked && { asked }) };
  }
}
