import type { QuadrantMap } from '../../domain/surveys/quadrant.js';
import type { ServqualResult } from '../../domain/surveys/servqual-result.js';
import { figureTable } from '../figure-table.js';
import { digits, type Table } from '../report.js';

export function itemTable({ items, grand }: ServqualResult): Table {
  const rows = items.map(({ item, expectation, perception, gap, exceeded, met, below, n, missing }) => [
    item,
    ...[expectation, perception, gap].map((value) => digits(value, 4)),
    ...[exceeded, met, below].map((value) => digits(value, 1)),
    String(n),
    String(missing),
  ]);
  const means = [grand.expectation, grand.perception, grand.gap].map((value) => digits(value, 4));
  return {
    title: 'Items (perceived - expected)',
    columns: ['item', 'expected', 'perceived', 'gap', 'exceeded %', 'met %', 'below %', 'n', 'missing'],
    rows: [...rows, ['all', ...means, '', '', '', '', '']],
  };
}

/** The worst first. */
export function dimensionTable({ dimensions }: ServqualResult): Table {
  const ordered = dimensions.toSorted((a, b) => (a.gap.value ?? Infinity) - (b.gap.value ?? Infinity));
  return {
    title: 'Dimensions',
    columns: [
      'dimension',
      'gap',
      'low',
      'high',
      'exceeded %',
      'met %',
      'below %',
      'servperf',
      'alpha P',
      'alpha gap',
      'n',
      'missing',
    ],
    rows: ordered.map(({ dimension, gap, servperf, comparison, perceptionReliability, gapReliability }) => [
      dimension,
      ...[gap.value, gap.interval?.low, gap.interval?.high].map((value) => digits(value, 4)),
      ...[comparison.exceeded, comparison.met, comparison.below].map((value) => digits(value, 1)),
      digits(servperf.value, 4),
      digits(perceptionReliability.alpha, 3),
      digits(gapReliability.alpha, 3),
      String(gap.n),
      String(gap.missing),
    ]),
  };
}

export function figuresTable({ unweighted, weighted, servperf }: ServqualResult): Table {
  return figureTable('Service quality', [unweighted, ...(weighted ? [weighted] : []), servperf], 4);
}

export function quadrantTable({ importance, gap, points }: QuadrantMap): Table {
  return {
    title: `Quadrant (importance x gap; the cross stands at ${digits(importance, 4)} and ${digits(gap, 4)})`,
    columns: ['item', 'importance', 'gap', 'quadrant'],
    rows: points.map((point) => [point.name, digits(point.importance, 4), digits(point.gap, 4), point.quadrant]),
  };
}
