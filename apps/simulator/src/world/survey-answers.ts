import type { SimulatedCustomer } from './customers.js';
import { randomOf } from './random.js';
import { phrases } from './texts/index.js';

export interface SurveyReply {
  readonly score: number;
  readonly comment?: string;
  /** The page behind the link, or an answer typed into the channel. */
  readonly door: 'http' | 'kafka';
  /** From reading the invitation to answering it, as a share of the pace. */
  readonly patience: number;
}

/** Of those invited; on real lists it is 10 to 40 of a hundred, here enough to see something soon. */
const answerShare = 0.45;

/**
 * What a customer answers to the n-th invitation of a run, or nothing. Scores lean to the high end, as they do
 * everywhere, and the more so the better the customer's nature.
 */
export function surveyReplyOf(seed: number, customer: SimulatedCustomer, n: number): SurveyReply | undefined {
  const random = randomOf(seed, 'survey', customer.number, n);
  if (!random.chance(answerShare)) return undefined;
  const { goodwill } = customer;
  const score = random.weighted([
    [5, 30 + 30 * goodwill],
    [4, 28],
    [3, 14],
    [2, 9 - 5 * goodwill],
    [1, 12 - 8 * goodwill],
  ] as const);
  const { content, middling, unhappy } = phrases[customer.language].comments;
  const mood = score >= 4 ? content : score === 3 ? middling : unhappy;
  return {
    score,
    ...(random.chance(score <= 2 ? 0.6 : 0.25) && { comment: random.pick(mood) }),
    door: random.chance(0.6) ? 'http' : 'kafka',
    patience: random.next(),
  };
}
