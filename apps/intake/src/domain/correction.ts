import type { Classification } from './classification.js';
import type { Kind } from './contact.js';
import { targets, type Classified, type Component, type Need, type Target } from './understanding/targets.js';

/** What a person says a contact really is about: only what is to change. */
export interface Change {
  readonly kind?: Kind;
  /** Every need that holds, the primary one first. */
  readonly needs?: readonly Need[];
  readonly urgency?: number;
  readonly language?: string;
  readonly sentiment?: number;
  readonly topics?: readonly string[];
  readonly components?: readonly Component[];
}

/** The findings that replace those of before; what was not corrected is absent. */
export type Corrected = Partial<Classification>;

/**
 * The findings of a person, sure of themselves. Undefined where the very same person has said the very same before, so
 * that a repeated request changes nothing; to confirm what a rule or model said is a finding of its own.
 */
export function correct(current: Classification, change: Change, by: string): Corrected | undefined {
  const said = <V>(value: V): Classified<V> => ({ value, confidence: 1, by });
  const { kind, needs, urgency, language, sentiment, topics, components } = change;
  const corrected: Corrected = {
    ...(kind !== undefined && { kind: said(kind) }),
    ...(needs?.[0] !== undefined && { need: said(needs[0]), needs }),
    ...(urgency !== undefined && { urgency: said(urgency) }),
    ...(language !== undefined && { language: said(language) }),
    ...(sentiment !== undefined && { sentiment: said(sentiment) }),
    ...(topics !== undefined && { topics: topics.map(said) }),
    ...(components !== undefined && { components: components.map(said) }),
  };
  const changed = Object.entries(corrected).filter(([name, value]) => !isSame(current[name as keyof Corrected], value));
  return changed.length === 0 ? undefined : corrected;
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** As text that does not depend on the order of names: Postgres keeps `jsonb` in an order of its own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, entry]) => `${name}:${canonical(entry)}`).join()}}`;
}

/** The labels that a correction gives to a target, as a trainer reads them; undefined where it says nothing of it. */
export function labelsOf(corrected: Corrected, target: Target | 'language'): readonly string[] | undefined {
  switch (target) {
    case 'topics':
    case 'components':
      return corrected[target]?.map(({ value }) => value);
    case 'need':
      return corrected.needs;
    case 'kind':
    case 'urgency':
    case 'sentiment':
    case 'language':
      return corrected[target] && [String(corrected[target].value)];
    default:
      return target satisfies never;
  }
}

/** What corrections can be had of as training rows. */
export const trainingTargets = [...targets, 'language'] as const;
export type TrainingTarget = (typeof trainingTargets)[number];
