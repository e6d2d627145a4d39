import type { Channel, Kind } from './contact.js';

export type AnswerWord = 'accepted' | 'refused';

/** An article that was put to a customer beside their case, and what they said of it. */
export interface SuggestedAnswer {
  readonly answerId: string;
  readonly version: number;
  readonly interactionId: string;
  /** Of the case. */
  readonly customerId: string;
  readonly caseId: string;
  readonly articleId: string;
  readonly language: string;
  readonly channel: Channel;
  readonly status: 'suggested' | AnswerWord;
  readonly suggestedAt: Date;
  readonly decidedAt?: Date;
}

/** No more than can be read at a glance. */
export const mostSuggestions = 3;

/** The last word counts; undefined when it was said before. */
export function decideAnswer(answer: SuggestedAnswer, word: AnswerWord, now: Date): SuggestedAnswer | undefined {
  if (answer.status === word) return undefined;
  return { ...answer, version: answer.version + 1, status: word, decidedAt: now };
}

const digital: ReadonlySet<Channel> = new Set<Channel>(['email', 'web-form', 'chat', 'messaging-app', 'social', 'app']);
const answerable: ReadonlySet<string> = new Set<Kind>(['inquiry', 'request']);
/** Who is that much in need is not given something to read. */
const mostUrgency = 4;

export interface Asked {
  readonly channel: Channel;
  readonly kind: string;
  readonly needs: readonly string[];
  readonly urgency: number;
}

/** Whether reading may help at all: never a complaint, a claim, who wants to be heard, or is in a hurry. */
export function maySuggest({ channel, kind, needs, urgency }: Asked): boolean {
  return digital.has(channel) && answerable.has(kind) && !needs.includes('emotion') && urgency <= mostUrgency;
}
