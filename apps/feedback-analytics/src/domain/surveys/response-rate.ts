import { percent, type Figure } from '../figure.js';
import { wilson } from '../statistics/interval.js';

/** All four are published: the rate alone hides who was never asked. */
export interface SurveyReach {
  readonly eligible: number;
  readonly sent: number;
  readonly delivered: number;
  readonly answered: number;
}

/** answered / delivered: not of what was sent, and not of who was eligible. Missing are those sent and not delivered. */
export function responseRate({ sent, delivered, answered }: SurveyReach): Figure {
  const value = percent(answered, delivered);
  return {
    metric: 'response-rate',
    method: 'answered-of-delivered',
    formulaVersion: 1,
    value,
    ...(value !== undefined && { interval: wilson(answered, delivered) }),
    n: delivered,
    missing: sent - delivered,
  };
}
