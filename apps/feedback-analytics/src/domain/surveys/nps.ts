import { percent, type Figure } from '../figure.js';
import { netInterval, netMethodOf } from '../statistics/net-share.js';
import {
  answersIn,
  countBetween,
  effectiveAnswers,
  emptyTally,
  weightBetween,
  type ScaleTally,
} from './scale-tally.js';

export const noNps: ScaleTally = emptyTally(0, 10);

/** 100 · (promoters 9–10 − detractors 0–6) / n, −100…100; F. Reichheld, HBR 12/2003. */
export function npsFigure(tally: ScaleTally): Figure {
  const n = answersIn(tally);
  const counts = { positive: countBetween(tally, 9, 10), negative: countBetween(tally, 0, 6), n };
  const value = percent(counts.positive - counts.negative, n);
  const described = { metric: 'nps', method: `unweighted, ${netMethodOf(n)}`, formulaVersion: 1 };
  return { ...described, value, ...(n > 0 && { interval: netInterval(counts) }), n, missing: tally.missing };
}

/** Each answer counts with its survey weight. The interval is that of the effective number of answers. */
export function weightedNpsFigure(tally: ScaleTally): Figure {
  const total = weightBetween(tally, 0, 10);
  const [promoters, detractors] = [weightBetween(tally, 9, 10), weightBetween(tally, 0, 6)];
  const effective = effectiveAnswers(tally);
  const scale = total === 0 ? 0 : effective / total;
  const interval = netInterval({ positive: promoters * scale, negative: detractors * scale, n: effective });
  return {
    metric: 'nps',
    method: `weighted, ${netMethodOf(effective)} of the effective n`,
    formulaVersion: 1,
    value: percent(promoters - detractors, total),
    ...(total > 0 && { interval }),
    n: answersIn(tally) - tally.weightless,
    missing: tally.missing + tally.weightless,
  };
}
