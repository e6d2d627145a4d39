import { correlation, type Correlation } from '../statistics/correlation.js';

/** One link of the chain: internal quality, employees, quality, satisfaction, loyalty, growth. By period, in order. */
export interface ChainSeries {
  readonly name: string;
  /** Undefined where a period has no figure. */
  readonly values: readonly (number | undefined)[];
}

export interface ChainLink extends Correlation {
  readonly from: string;
  readonly to: string;
  /** How many periods later the second one is looked at. */
  readonly lag: number;
  /** Pairs of periods of which one half is not known. */
  readonly missing: number;
}

/**
 * Every pair of neighbours in the chain at every lag. All lags are given, not only the strongest: who may choose among many
 * finds something in noise. A correlation with a lag is no proof of a cause.
 */
export function chainLinks(chain: readonly ChainSeries[], maxLag: number): readonly ChainLink[] {
  return chain.slice(1).flatMap((to, index) => {
    const from = chain[index];
    if (!from) return [];
    return Array.from({ length: maxLag + 1 }, (_, lag) => link(from, to, lag));
  });
}

function link(from: ChainSeries, to: ChainSeries, lag: number): ChainLink {
  const periods = Math.max(0, Math.min(from.values.length, to.values.length - lag));
  const pairs: [number, number][] = [];
  for (let period = 0; period < periods; period++) {
    const [cause, effect] = [from.values[period], to.values[period + lag]];
    if (cause !== undefined && effect !== undefined) pairs.push([cause, effect]);
  }
  return { from: from.name, to: to.name, lag, ...correlation(pairs), missing: periods - pairs.length };
}
