import { Injectable } from '@nestjs/common';
import { InteractionAnswerAccepted, InteractionAnswerRefused, type AnswerWay } from '#libs/contracts';
import { DomainError, Units } from '#libs/messaging';
import { decideAnswer, type AnswerWord, type SuggestedAnswer } from '../domain/suggested-answer.js';
import { nextOfInteraction } from './next-of-interaction.js';
import type { IntakeStores, IntakeUnit } from './stores.js';

/** What a customer says of a suggested answer, by a link or through the program that they use. */
@Injectable()
export class AnswerSuggestion {
  constructor(private readonly units: Units<IntakeStores>) {}

  /**
   * Said again, it changes nothing.
   * @throws DomainError `unknown-answer`
   */
  run(answerId: string, word: AnswerWord, via: AnswerWay): Promise<SuggestedAnswer> {
    return this.units.run('answer-suggestion', { answers: answerId }, async (unit) => {
      const answer = await unit.answers.get(answerId);
      if (answer === undefined) throw new DomainError('unknown-answer', 'there is no such answer', 'not-found');
      return tellAnswer(answer, word, via, unit);
    });
  }
}

/** Keeps the word and tells it to routing, whose case the answer stands beside. */
export async function tellAnswer(
  answer: SuggestedAnswer,
  word: AnswerWord,
  via: AnswerWay,
  unit: IntakeUnit,
): Promise<SuggestedAnswer> {
  const decided = decideAnswer(answer, word, unit.now);
  if (decided === undefined) return answer;
  unit.answers.put(decided);
  const { interactionId, customerId, answerId, channel, articleId, caseId } = decided;
  const data = { interactionId, customerId, answerId, channel, articleId, caseId, via };
  const eventClass = word === 'accepted' ? InteractionAnswerAccepted : InteractionAnswerRefused;
  unit.publish(eventClass, data, await nextOfInteraction(interactionId, unit));
  return decided;
}
