import { percent, type Figure } from '../figure.js';
import { wilson } from '../statistics/interval.js';

/** 100 · part / whole with Wilson's interval; undefined where there is no whole. Formula version 1. */
export function shareFigure(metric: string, method: string, part: number, whole: number, missing = 0): Figure {
  const value = percent(part, whole);
  const interval = whole > 0 ? { interval: wilson(part, whole) } : {};
  return { metric, method, formulaVersion: 1, value, ...interval, n: whole, missing };
}
