import { percent, type Figure } from '../figure.js';
import type { Sums } from '../facts/contribution.js';
import { wilson, type Interval } from '../statistics/interval.js';
import { netInterval, netMethodOf } from '../statistics/net-share.js';
import type { QuantileSketch } from '../statistics/quantile-sketch.js';
import { meanInterval } from '../statistics/student-t.js';

/** A figure by one of the methods of its metric. */
export interface MethodFigure {
  readonly method: string;
  /** What of the method it is about: a dimension, a component, a target. */
  readonly variant?: string;
  readonly value: number | undefined;
  /** 95 %. */
  readonly interval?: Interval;
  readonly n: number;
  readonly missing: number;
  /** Counts that are published with it. */
  readonly counts?: Readonly<Record<string, number>>;
}

export function share(method: string, part: number, n: number, missing = 0): MethodFigure {
  return { method, value: percent(part, n), ...(n > 0 && { interval: wilson(part, n) }), n, missing };
}

/** positive − negative, with the interval of a net share. */
export function netShare(method: string, positive: number, negative: number, n: number, missing: number): MethodFigure {
  const interval = n > 0 ? { interval: netInterval({ positive, negative, n }) } : {};
  return { method: `${method}, ${netMethodOf(n)}`, value: percent(positive - negative, n), ...interval, n, missing };
}

/** Sums were kept in so many units to one. */
export function mean(method: string, { n, total, squares, missing }: Sums, units: number): MethodFigure {
  if (n === 0) return { method, value: undefined, n, missing };
  const value = total / n / units;
  const deviations = Math.max(0, (squares - (total * total) / n) / (units * units));
  const interval = meanInterval(value, deviations, n);
  return { method, value, ...(interval && { interval }), n, missing };
}

export function percentiles(sketch: QuantileSketch, variant?: string): readonly MethodFigure[] {
  return [0.5, 0.9].map((at) => ({
    method: `p${100 * at}`,
    ...(variant !== undefined && { variant }),
    value: sketch.quantile(at),
    n: sketch.count,
    missing: 0,
  }));
}

export function withVariant(variant: string, figure: MethodFigure): MethodFigure {
  return { ...figure, variant };
}

/** Of a figure of the domain what differs from method to method. */
export function methodOf({ method, value, interval, n, missing }: Figure): MethodFigure {
  return { method, value, ...(interval && { interval }), n, missing };
}
