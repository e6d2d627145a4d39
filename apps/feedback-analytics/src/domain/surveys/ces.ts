import { percent, type Figure } from '../figure.js';
import { wilson } from '../statistics/interval.js';
import { netInterval, netMethodOf } from '../statistics/net-share.js';
import { meanFigure } from './mean-score.js';
import { answersIn, countBetween, emptyTally, type ScaleTally } from './scale-tally.js';

/** `1.0`: "how much effort", 1–5, low is good. `2.0`: agreement that it was made easy, 1–7, high is good. Never mixed. */
export type CesVersion = '1.0' | '2.0';

export function noEffort(version: CesVersion): ScaleTally {
  return version === '1.0' ? emptyTally(1, 5) : emptyTally(1, 7);
}

/** Every method of the version: its mean, and for 2.0 also the share that agrees and the index. */
export function cesFigures(tally: ScaleTally, version: CesVersion): readonly Figure[] {
  if (version === '1.0') return [meanFigure(tally, 'ces', 'ces-1.0-mean, low is good')];
  return [meanFigure(tally, 'ces', 'ces-2.0-mean, high is good'), agreeing(tally), index(tally)];
}

function agreeing(tally: ScaleTally): Figure {
  const [n, positive] = [answersIn(tally), countBetween(tally, 5, 7)];
  const described = { metric: 'ces', method: 'ces-2.0-share-of-5-and-more', formulaVersion: 1, missing: tally.missing };
  return { ...described, value: percent(positive, n), ...(n > 0 && { interval: wilson(positive, n) }), n };
}

/** %(6–7) − %(1–3), −100…100. */
function index(tally: ScaleTally): Figure {
  const counts = { positive: countBetween(tally, 6, 7), negative: countBetween(tally, 1, 3), n: answersIn(tally) };
  const { positive, negative, n } = counts;
  const method = `ces-2.0-index, ${netMethodOf(n)}`;
  const described = { metric: 'ces', method, formulaVersion: 1, missing: tally.missing };
  return { ...described, value: percent(positive - negative, n), ...(n > 0 && { interval: netInterval(counts) }), n };
}
