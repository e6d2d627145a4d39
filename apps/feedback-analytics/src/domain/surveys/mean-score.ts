import type { Figure } from '../figure.js';
import { meanInterval } from '../statistics/student-t.js';
import { answersIn, type ScaleTally } from './scale-tally.js';

/** The mean of the points of a scale, with Student's interval. A mean is a metric of its own, never a CSAT. */
export function meanFigure(tally: ScaleTally, metric: string, method: string): Figure {
  const n = answersIn(tally);
  const described = { metric, method, formulaVersion: 1, n, missing: tally.missing };
  if (n === 0) return { ...described, value: undefined };
  const sum = (of: (value: number) => number): number =>
    tally.answers.reduce((total, count, point) => total + count * of(tally.scaleMin + point), 0);
  const value = sum((point) => point) / n;
  const interval = meanInterval(
    value,
    sum((point) => (point - value) ** 2),
    n,
  );
  return { ...described, value, ...(interval && { interval }) };
}
