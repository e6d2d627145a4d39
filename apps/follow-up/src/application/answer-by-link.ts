import { Injectable } from '@nestjs/common';
import { DomainError, Units, type DomainErrorKind } from '#libs/messaging';
import type { RefusalCode } from '../domain/answer.js';
import type { AnsweredSurvey, FollowUpStores } from './stores.js';
import { SurveyTokens } from './survey-tokens.js';
import { TakeAnswer } from './take-answer.js';

export interface AnswerByLinkCommand {
  readonly responseId: string;
  readonly token: string | undefined;
  readonly score: number;
  readonly comment?: string;
}

const kindOf: Readonly<Record<RefusalCode, DomainErrorKind>> = {
  'unknown-survey': 'not-found',
  'survey-not-open': 'conflict',
  'survey-expired': 'conflict',
  'already-answered': 'conflict',
  'score-out-of-scale': 'invalid',
  'comment-too-long': 'invalid',
  'wrong-customer': 'forbidden',
};

/** The invited customer follows the link of the invitation and answers. */
@Injectable()
export class AnswerByLink {
  constructor(
    private readonly units: Units<FollowUpStores>,
    private readonly tokens: SurveyTokens,
    private readonly takeAnswer: TakeAnswer,
  ) {}

  /** @throws DomainError with the code of the refusal */
  async run({ responseId, token, ...given }: AnswerByLinkCommand): Promise<AnsweredSurvey> {
    this.tokens.verify(responseId, token);
    return this.units.run('answer-by-link', { surveys: responseId }, async (unit) => {
      const survey = await unit.surveys.get(responseId);
      const outcome = await this.takeAnswer.run(survey, { ...given, at: unit.now }, undefined, unit);
      if (outcome.kind !== 'refused') return outcome.survey;
      throw new DomainError(outcome.code, outcome.message, kindOf[outcome.code], outcome.details);
    });
  }
}
