import type { Figure } from '../figure.js';
import { shareFigure } from './share-figure.js';

export interface LevelOneCases {
  readonly all: number;
  readonly resolvedAtFirstContact: number;
  readonly notResolvableAtLevelOne: number;
}

/** resolved at first contact / all. */
export function grossFirstContactResolution({ all, resolvedAtFirstContact }: LevelOneCases): Figure {
  return shareFigure('fcr', 'gross', resolvedAtFirstContact, all);
}

/** resolved at first contact / (all − not resolvable at level 1). */
export function netFirstContactResolution({
  all,
  resolvedAtFirstContact,
  notResolvableAtLevelOne,
}: LevelOneCases): Figure {
  const whole = all - notResolvableAtLevelOne;
  return shareFigure('fcr', 'net', resolvedAtFirstContact, whole, notResolvableAtLevelOne);
}

/** Answers of self-service after which the customer did not come about the issue for 7 days / answers suggested. */
export function containment(settled: number, suggested: number): Figure {
  return shareFigure('containment', 'no-contact-in-7-days', settled, suggested);
}

export interface RingingCall {
  readonly ringSeconds: number;
  /** From one ring to the next; differs by country. */
  readonly ringCycleSeconds?: number;
}

const ringCycleSeconds = 6;

/** Share of answered calls that were answered before the fourth ring: ring time ≤ 3 ring cycles. */
export function ringTime(answered: readonly RingingCall[]): Figure {
  const inTime = answered.filter((call) => call.ringSeconds <= 3 * (call.ringCycleSeconds ?? ringCycleSeconds)).length;
  return shareFigure('ring-time', 'within-3-rings', inTime, answered.length);
}
