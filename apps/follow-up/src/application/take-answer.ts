import { Injectable } from '@nestjs/common';
import { SurveyAnswered, type Attribution, type Channel } from '#libs/contracts';
import { answer, type AnswerOutcome, type GivenAnswer } from '../domain/answer.js';
import { csatAfterClose } from '../domain/csat-after-close.js';
import { unknownCustomer } from '../domain/customer.js';
import type { AnsweredSurvey, FollowUpUnit, Survey } from './stores.js';
import { answeredEvent } from './survey-events.js';
import { surveyExpiry } from './survey-ids.js';

/** What both doors for answers have in common: decide, and keep and tell what was accepted. */
@Injectable()
export class TakeAnswer {
  /** `answeredOn`: the channel that the answer came by; absent for the link, which stands for the invitation's own. */
  async run(
    survey: Survey | undefined,
    given: GivenAnswer,
    answeredOn: Channel | undefined,
    unit: FollowUpUnit,
  ): Promise<AnswerOutcome<Attribution>> {
    const outcome = answer(survey, await this.withoutWords(survey, given, unit), csatAfterClose, unit.now);
    if (outcome.kind !== 'accepted') return outcome;
    const accepted = outcome.survey;
    unit.surveys.put(accepted);
    unit.cancel(surveyExpiry, accepted.responseId);
    if (accepted.comment !== undefined) await this.noteComment(accepted, unit);
    const options = { sequence: accepted.version, time: accepted.answeredAt };
    unit.publish(SurveyAnswered, answeredEvent(accepted, answeredOn ?? accepted.channel), options);
    return outcome;
  }

  /** Of who was erased since the question was sent only the score is taken: it names nobody. */
  private async withoutWords(survey: Survey | undefined, given: GivenAnswer, unit: FollowUpUnit): Promise<GivenAnswer> {
    if (survey === undefined || given.comment === undefined) return given;
    const customer = await unit.customers.get(survey.customerId);
    if (customer?.erasedAt === undefined) return given;
    const { comment: _, ...score } = given;
    return score;
  }

  private async noteComment({ customerId, responseId }: AnsweredSurvey, unit: FollowUpUnit): Promise<void> {
    const customer = (await unit.customers.get(customerId)) ?? unknownCustomer(customerId);
    const commentedSurveys = [...customer.commentedSurveys, responseId];
    unit.customers.put({ ...customer, version: customer.version + 1, commentedSurveys });
  }
}
