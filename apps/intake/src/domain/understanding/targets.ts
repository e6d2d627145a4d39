import type { Kind } from '../contact.js';

/** What is found out about a contact. Rules and models speak of each of these apart. */
export const targets = ['kind', 'need', 'urgency', 'sentiment', 'topics', 'components'] as const;
export type Target = (typeof targets)[number];

export const kinds = [
  'inquiry',
  'request',
  'complaint',
  'claim',
  'suggestion',
  'compliment',
  'survey-response',
  'callback-request',
  'other',
] as const satisfies readonly Kind[];

export const needs = ['information', 'emotion', 'environment'] as const;
export type Need = (typeof needs)[number];

export const components = [
  'access',
  'communication',
  'competence',
  'courtesy',
  'credibility',
  'reliability',
  'responsiveness',
  'security',
  'tangibles',
  'understanding-the-customer',
] as const;
export type Component = (typeof components)[number];

/** A finding with how sure it is (0 to 1) and who said so. */
export interface Classified<V> {
  readonly value: V;
  readonly confidence: number;
  readonly by: string;
}

/** What one source says of a contact; what it says nothing of is absent. */
export interface Findings {
  readonly kind?: Classified<Kind>;
  readonly need?: Classified<Need>;
  /** Every need that holds, the primary one first. */
  readonly needs?: readonly Need[];
  readonly urgency?: Classified<number>;
  readonly sentiment?: Classified<number>;
  readonly topics?: readonly Classified<string>[];
  readonly components?: readonly Classified<Component>[];
}
