import type { InteractionSubmitted } from '#libs/contracts';
import { saysItHelped, wantsPerson } from '../domain/plain-words.js';
import { answerIdOf } from './suggest-answers.js';
import { tellAnswer } from './answer-suggestion.js';
import type { IntakeUnit } from './stores.js';

/**
 * Hears in a contact of a case whether the suggested answers helped. Only until a person has replied: from then on it is
 * that reply which is meant. Loads nothing for contacts that say nothing of the kind, and those are nearly all.
 */
export async function heedWords(
  { direction, text }: InteractionSubmitted,
  caseId: string | undefined,
  unit: IntakeUnit,
): Promise<void> {
  if (caseId === undefined || text === undefined || direction === 'outbound') return;
  const word = wantsPerson(text) ? 'refused' : saysItHelped(text) ? 'accepted' : undefined;
  if (word === undefined) return;
  const acknowledgement = await unit.acknowledgements.get(caseId);
  if (acknowledgement === undefined || acknowledgement.repliedAt !== undefined) return;
  // Which of the answers it was that helped is not said: the first one is the most likely.
  const heard = word === 'accepted' ? Math.min(1, acknowledgement.suggestions) : acknowledgement.suggestions;
  for (let number = 1; number <= heard; number += 1) {
    const answer = await unit.answers.get(answerIdOf(caseId, number));
    if (answer !== undefined) await tellAnswer(answer, word, 'reply', unit);
  }
}
