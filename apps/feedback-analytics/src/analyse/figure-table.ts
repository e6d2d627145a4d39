import type { Figure } from '../domain/figure.js';
import { digits, type Table } from './report.js';

/** One line a figure: nothing is shown without its n and its method. */
export function figureTable(title: string, figures: readonly Figure[], decimals = 3): Table {
  return {
    title,
    columns: ['metric', 'value', 'low', 'high', 'n', 'missing', 'method'],
    rows: figures.map(({ metric, value, interval, n, missing, method, formulaVersion }) => [
      metric,
      digits(value, decimals),
      digits(interval?.low, decimals),
      digits(interval?.high, decimals),
      String(n),
      String(missing),
      `${method} @${formulaVersion}`,
    ]),
  };
}

/** A figure without a value says so: JSON would just leave it out. */
export function figureJson({ value, ...figure }: Figure): object {
  return { ...figure, ...(value === undefined ? { undefined: true } : { value }) };
}
