import { csatFigure } from '../csat.js';
import { percent, type Figure } from '../figure.js';
import { wilson } from '../statistics/interval.js';
import {
  answersIn,
  countBetween,
  effectiveAnswers,
  emptyTally,
  weightBetween,
  type ScaleTally,
} from './scale-tally.js';

export const noRatings: ScaleTally = emptyTally(1, 5);

/** CSAT of tallied ratings on 1–5: the same formula as that of the service, from the same sums. */
export function topTwoFigure(tally: ScaleTally): Figure {
  const sums = { n: answersIn(tally), positive: countBetween(tally, 4, 5), total: 0, missing: tally.missing };
  const { value, interval, n, missing } = csatFigure(sums);
  const described = { metric: 'csat', method: 'top-two-of-five', formulaVersion: 1 };
  return { ...described, value, ...(interval && { interval }), n, missing };
}

/** Each answer counts with its survey weight. The interval is that of the effective number of answers. */
export function weightedTopTwoFigure(tally: ScaleTally): Figure {
  const total = weightBetween(tally, 1, 5);
  const value = percent(weightBetween(tally, 4, 5), total);
  const effective = effectiveAnswers(tally);
  return {
    metric: 'csat',
    method: 'top-two-of-five, weighted',
    formulaVersion: 1,
    value,
    ...(value !== undefined && { interval: wilson((value / 100) * effective, effective) }),
    n: answersIn(tally) - tally.weightless,
    missing: tally.missing + tally.weightless,
  };
}
