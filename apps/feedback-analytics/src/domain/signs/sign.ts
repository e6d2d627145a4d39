import type { Component } from '../dimension.js';

/** The fifteen signs of bad service, and five more, so that every component has one. In the order of their numbers. */
export const signs = {
  'no-greeting': 'courtesy',
  'unexplained-wait': 'responsiveness',
  'impolite-speech': 'courtesy',
  'transfer-without-help': 'access',
  inattentive: 'understanding-the-customer',
  'incomplete-knowledge': 'competence',
  criticising: 'credibility',
  'no-eye-contact': 'courtesy',
  excuses: 'credibility',
  impatience: 'courtesy',
  lying: 'credibility',
  misunderstood: 'communication',
  'talking-down': 'courtesy',
  'socialising-instead-of-serving': 'responsiveness',
  'no-thanks': 'courtesy',
  'broken-promise': 'reliability',
  'wrong-recipient': 'security',
  'poor-environment': 'tangibles',
  'menu-loop': 'access',
  pushy: 'credibility',
} as const satisfies Readonly<Record<string, Component>>;

export type Sign = keyof typeof signs;

export type Severity = 'low' | 'medium' | 'high';

/** An event that shows the sign, and what it shows; never a quotation. */
export interface Evidence {
  readonly eventId: string;
  readonly at: number;
  readonly fact: string;
}

/** What a detector saw. */
export interface Finding {
  readonly severity: Severity;
  /** 0 to 1: how sure the detector is that a person who read the case would see the sign. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** Whose behaviour it is about; empty where it is that of the company. */
  readonly agentIds: readonly string[];
}

/** A detected sign of bad service in one case. */
export interface FailureSignal extends Finding {
  readonly sign: Sign;
  readonly component: Component;
  /** `no-greeting@1`: findings of two versions are not compared. */
  readonly detector: string;
}
