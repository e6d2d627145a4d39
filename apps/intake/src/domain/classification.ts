import type { Contact, Kind } from './contact.js';
import { detectLanguage, unknownLanguage } from './language/detect-language.js';
import { applyModels } from './understanding/apply-models.js';
import { applyRules, textOf } from './understanding/apply-rules.js';
import { readByLexicon } from './understanding/read-by-lexicon.js';
import type { Classified, Component, Findings, Need } from './understanding/targets.js';
import type { Understanding } from './understanding/understanding.js';
import { wordsOf, type Words } from './understanding/words.js';

export interface Classification {
  readonly kind: Classified<Kind>;
  readonly need: Classified<Need>;
  /** Every need that holds, the primary one first. */
  readonly needs: readonly Need[];
  readonly urgency: Classified<number>;
  readonly language: Classified<string>;
  readonly sentiment?: Classified<number>;
  readonly topics: readonly Classified<string>[];
  readonly components: readonly Classified<Component>[];
}

const rule = 'rule:default@1';
const saidByAdapter = <V>(value: V): Classified<V> => ({ value, confidence: 1, by: 'adapter' });
const byRule = <V>(value: V, confidence: number): Classified<V> => ({ value, confidence, by: rule });

const languageRule = 'rule:language@1';
/** From here on what a text is written in goes before what its customer spoke until now. */
const surelyRead = 0.5;
const defaultUrgency = 3;
/** At or beyond these thirds of its scale a rating is praise or a complaint. */
const praiseFrom = 2 / 3;
const complaintTo = 1 / 3;

/** Understands nothing but channel and rating. */
export const nothingUnderstood: Understanding = { models: {}, lexicons: new Map() };

/**
 * What a contact is about, target by target: what the adapter says, else the operator's rules, else a trained model, else
 * channel and rating, else the words of its language. Pure; each finding says whose it is.
 */
export function classify(
  contact: Contact,
  customerLanguage: string | undefined,
  understanding: Understanding = nothingUnderstood,
): Classification {
  const language = languageOf(contact, customerLanguage);
  const text = textOf(contact);
  const words = wordsOf(text);
  const position = ratingPosition(contact.rating);
  const adapter = saidBy(contact);
  const rules = byOperator(contact, understanding, { language: language.value, words, position });
  const stated = { ...rules, ...adapter };
  const models = text === '' ? {} : applyModels(understanding.models, text, stated);
  const facts = byFacts(contact, position);
  const lexicon = understanding.lexicons.get(language.value.split('-', 1)[0] ?? '');
  const read = lexicon === undefined || words.words.length === 0 ? {} : readByLexicon(words, lexicon);
  const found: Findings = { ...read, ...facts, ...models, ...stated };
  return {
    kind: found.kind ?? byRule('inquiry', 0.3),
    need: found.need ?? byRule('information', 0.3),
    needs: found.needs ?? ['information'],
    urgency: found.urgency ?? byRule(defaultUrgency, 0.3),
    language,
    ...(found.sentiment !== undefined && { sentiment: found.sentiment }),
    topics: found.topics ?? [],
    components: found.components ?? [],
  };
}

/** An answer to a survey is one, whatever else is said of it. */
function saidBy(contact: Contact): Findings {
  const { kind, urgency, topics } = contact;
  const isAnswer = answeredSurvey(contact) !== undefined;
  return {
    ...(isAnswer && { kind: byRule('survey-response', 1) }),
    ...(!isAnswer && kind !== undefined && { kind: saidByAdapter(kind) }),
    ...(urgency !== undefined && { urgency: saidByAdapter(urgency) }),
    ...(topics !== undefined && topics.length > 0 && { topics: topics.map(saidByAdapter) }),
  };
}

interface Seen {
  readonly language: string;
  readonly words: Words;
  readonly position: number | undefined;
}

function byOperator(contact: Contact, { rules }: Understanding, { language, words, position }: Seen): Findings {
  if (rules === undefined) return {};
  const { rating: _, ...facts } = contact;
  return applyRules(rules, { ...facts, language, ...(position !== undefined && { rating: position }) }, words);
}

/** What channel and rating say without a word. */
function byFacts(contact: Contact, position: number | undefined): Findings {
  const kind = kindByFacts(contact, position);
  return {
    ...(kind !== undefined && { kind }),
    ...(position !== undefined && { sentiment: byRule(Math.round((position * 2 - 1) * 100) / 100, 0.5) }),
  };
}

function kindByFacts({ phone, channel }: Contact, position: number | undefined): Classified<Kind> | undefined {
  if (phone?.outcome === 'callback') return byRule('callback-request', 0.8);
  if (channel === 'suggestion-box') return byRule('suggestion', 0.6);
  if (position !== undefined && position >= praiseFrom) return byRule('compliment', 0.6);
  if (position !== undefined && position <= complaintTo) return byRule('complaint', 0.6);
  return undefined;
}

function languageOf(contact: Contact, customerLanguage: string | undefined): Classified<string> {
  if (contact.language !== undefined) return saidByAdapter(contact.language);
  const { language, confidence } = detectLanguage(textOf(contact));
  if (confidence >= surelyRead) return { value: language, confidence, by: languageRule };
  if (customerLanguage !== undefined) return byRule(customerLanguage, 0.5);
  return language === unknownLanguage ? byRule(language, 0) : { value: language, confidence, by: languageRule };
}

/** 0 at the low end of the scale, 1 at the high end; undefined where the scale makes no sense. */
export function ratingPosition(rating: Contact['rating']): number | undefined {
  if (rating === undefined || rating.scaleMax <= rating.scaleMin) return undefined;
  return Math.min(1, Math.max(0, (rating.score - rating.scaleMin) / (rating.scaleMax - rating.scaleMin)));
}

export interface SurveyAnswer {
  readonly responseId: string;
  readonly score?: number;
  readonly comment?: string;
}

const mostIdCharacters = 255;
const mostCommentCharacters = 4096;

/**
 * The survey that a contact answers, by its attribute `surveyResponseId`. The score is the rating's, or else the
 * attribute `surveyScore`.
 */
export function answeredSurvey({ attributes, rating, text }: Contact): SurveyAnswer | undefined {
  const given = attributes?.['surveyResponseId'];
  if (given === undefined) return undefined;
  const responseId = String(given);
  if (responseId.length > mostIdCharacters) return undefined;
  const score = rating?.score ?? numberOf(attributes?.['surveyScore']);
  const comment = text?.slice(0, mostCommentCharacters).toWellFormed();
  return { responseId, ...(score !== undefined && { score }), ...(comment !== undefined && { comment }) };
}

function numberOf(value: string | number | boolean | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
