import type { Contact, Kind } from './contact.js';
import { detectLanguage, unknownLanguage } from './language/detect-language.js';

/** A finding with how sure it is (0 to 1) and who said so. */
export interface Classified<V> {
  readonly value: V;
  readonly confidence: number;
  readonly by: string;
}

export interface Classification {
  readonly kind: Classified<Kind>;
  readonly need: Classified<'information'>;
  readonly urgency: Classified<number>;
  readonly language: Classified<string>;
  readonly sentiment?: Classified<number>;
  readonly topics: readonly Classified<string>[];
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

/** What the adapter knows stands; the rest follows from channel and rating, and says so with a low confidence. */
export function classify(contact: Contact, customerLanguage: string | undefined): Classification {
  const position = ratingPosition(contact.rating);
  return {
    kind: kindOf(contact, position),
    need: byRule('information', 0.3),
    urgency: contact.urgency === undefined ? byRule(defaultUrgency, 0.3) : saidByAdapter(contact.urgency),
    language: languageOf(contact, customerLanguage),
    ...(position !== undefined && { sentiment: byRule(Math.round((position * 2 - 1) * 100) / 100, 0.5) }),
    topics: (contact.topics ?? []).map(saidByAdapter),
  };
}

function kindOf(contact: Contact, position: number | undefined): Classified<Kind> {
  if (answeredSurvey(contact) !== undefined) return byRule('survey-response', 1);
  if (contact.kind !== undefined) return saidByAdapter(contact.kind);
  if (contact.phone?.outcome === 'callback') return byRule('callback-request', 0.8);
  if (contact.channel === 'suggestion-box') return byRule('suggestion', 0.6);
  if (position !== undefined && position >= praiseFrom) return byRule('compliment', 0.6);
  if (position !== undefined && position <= complaintTo) return byRule('complaint', 0.6);
  return byRule('inquiry', 0.3);
}

function languageOf(contact: Contact, customerLanguage: string | undefined): Classified<string> {
  if (contact.language !== undefined) return saidByAdapter(contact.language);
  const { language, confidence } = detectLanguage(`${contact.subject ?? ''}\n${contact.text ?? ''}`);
  if (confidence >= surelyRead) return { value: language, confidence, by: languageRule };
  if (customerLanguage !== undefined) return byRule(customerLanguage, 0.5);
  return language === unknownLanguage ? byRule(language, 0) : { value: language, confidence, by: languageRule };
}

/** 0 at the low end of the scale, 1 at the high end; undefined where the scale makes no sense. */
function ratingPosition(rating: Contact['rating']): number | undefined {
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
