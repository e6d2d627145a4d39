import { Injectable } from '@nestjs/common';
import { InteractionAnswerSuggested, uuidV8, type CaseOpened, type InteractionSubmitted } from '#libs/contracts';
import { wantsPerson } from '../domain/plain-words.js';
import { maySuggest, mostSuggestions, type SuggestedAnswer } from '../domain/suggested-answer.js';
import { AnswerLinks } from './answer-links.js';
import { Articles, type FoundArticle } from './articles.js';
import type { SuggestedText } from './greeting-texts.js';
import { nextOfInteraction } from './next-of-interaction.js';
import type { IntakeUnit } from './stores.js';

/** It follows from the case, so that a word about the case finds its answers. */
export const answerIdOf = (caseId: string, number: number): string => uuidV8('answer', caseId, String(number));

/** The words of subject and text that are looked at: what is asked stands at the beginning. */
const readCharacters = 600;

/**
 * Puts up to three articles beside a case. The case is open and waits for a person all the while: a suggestion holds
 * nothing up, and nobody has to refuse it to be served.
 */
@Injectable()
export class SuggestAnswers {
  constructor(
    private readonly articles: Articles,
    private readonly links: AnswerLinks,
  ) {}

  async run(opened: CaseOpened, contact: InteractionSubmitted, unit: IntakeUnit): Promise<readonly SuggestedText[]> {
    const texts: SuggestedText[] = [];
    for (const { article, confidence } of this.findingsFor(opened, contact, unit.now)) {
      const number = texts.length + 1;
      const answer = suggested(opened, article, answerIdOf(opened.caseId, number), unit.now);
      unit.answers.put(answer);
      const { answerId, interactionId, customerId, channel, articleId, caseId, language } = answer;
      const what = { interactionId, customerId, answerId, channel, articleId, caseId, language };
      const how = { confidence, by: 'rule:articles@1', topic: article.topic };
      unit.publish(InteractionAnswerSuggested, { ...what, ...how }, await nextOfInteraction(interactionId, unit));
      const link = this.links.linkTo(answerId);
      texts.push({ number, title: article.title, summary: article.summary, ...(link !== undefined && { link }) });
    }
    return texts;
  }

  private findingsFor(opened: CaseOpened, contact: InteractionSubmitted, now: Date): readonly FoundArticle[] {
    if (!maySuggest(opened)) return [];
    const text = [contact.subject, contact.text].filter((part) => part !== undefined).join('\n');
    if (text === '' || wantsPerson(text)) return [];
    const asked = text.slice(0, readCharacters);
    return this.articles.search(asked, [contact.language, opened.language], now).slice(0, mostSuggestions);
  }
}

function suggested(
  { interactionId, customerId, caseId, channel }: CaseOpened,
  { articleId, language }: FoundArticle['article'],
  answerId: string,
  suggestedAt: Date,
): SuggestedAnswer {
  const what = { answerId, version: 1, articleId, language, channel };
  return { ...what, interactionId, customerId, caseId, status: 'suggested', suggestedAt };
}
