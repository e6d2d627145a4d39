import { randomOf } from './random.js';
import { languages, phrases, type SpokenLanguage } from './texts/index.js';

export interface SimulatedAgent {
  readonly agentId: string;
  readonly name: string;
  readonly languages: readonly SpokenLanguage[];
  /** Cases at a time. */
  readonly capacity: number;
}

export function agentAt(seed: number, number: number): SimulatedAgent {
  const random = randomOf(seed, 'agent', number);
  const first = languages[(number - 1) % languages.length] ?? 'en';
  const second = random.pick(languages);
  return {
    agentId: `agent-${String(number).padStart(2, '0')}`,
    name: random.pick(phrases[first].names),
    languages: [...new Set([first, second, 'en' as const])],
    capacity: random.between(2, 4),
  };
}

/** What an agent does with the n-th offer. */
export interface OfferDecision {
  readonly answer: 'accept' | 'decline' | 'let-pass';
  /** Replies before the case is resolved. */
  readonly replies: number;
  /** Shares of the pace: how soon the offer is seen, and how long the work takes. */
  readonly delay: number;
  readonly work: number;
  /** Some cases are resolved and left open for the customer to say so. */
  readonly closes: boolean;
  /** Which of the phrases are used. */
  readonly words: number;
}

export function offerDecisionOf(seed: number, agentId: string, n: number): OfferDecision {
  const random = randomOf(seed, 'offer', agentId, n);
  return {
    answer: random.weighted([
      ['accept', 93],
      ['decline', 4],
      ['let-pass', 3],
    ] as const),
    replies: random.weighted([
      [1, 70],
      [2, 25],
      [3, 5],
    ] as const),
    delay: random.next(),
    work: 0.5 + random.next(),
    closes: random.chance(0.9),
    words: random.between(0, 999),
  };
}

export function wordsOfAgent(language: string | undefined, words: number): { reply: string; resolution: string } {
  const spoken = phrases[languages.find((known) => known === language) ?? 'en'];
  return {
    reply: spoken.replies[words % spoken.replies.length] ?? '',
    resolution: spoken.resolutions[words % spoken.resolutions.length] ?? '',
  };
}
