import { percent, ratio } from '../figure.js';
import type { Measure } from '../facts/contribution.js';
import { responseRate } from '../surveys/response-rate.js';
import { mean, methodOf, netShare, share, withVariant, type MethodFigure } from './method-figure.js';
import type { Formula } from './formula.js';
import type { Summed } from './summed.js';

/** Gaps are kept in 1/10,000. */
const gapUnits = 10_000;

export const surveyFormulas: Readonly<Record<string, Formula>> = {
  csat: {
    reads: ['csat'],
    figures: (summed) => {
      const { n, part, missing } = summed.of('csat');
      return [share('top-two-of-five', part, n, missing)];
    },
  },
  'rating-mean': { reads: ['csat'], figures: (summed) => [mean('mean-of-1-to-5', summed.of('csat'), 1)] },
  'response-rate': {
    reads: ['survey'],
    figures: (summed) => {
      const { n: sent, part: delivered, part2: answered } = summed.of('survey');
      const figure = methodOf(responseRate({ eligible: sent, sent, delivered, answered }));
      return [{ ...figure, counts: { sent, delivered, answered } }];
    },
  },
  nps: {
    reads: ['nps'],
    figures: (summed) => {
      const { n, part, part2, missing } = summed.of('nps');
      return [netShare('unweighted', part, part2, n, missing)];
    },
  },
  ces: {
    reads: ['ces1', 'ces2'],
    figures: (summed) => {
      const easy = summed.of('ces2');
      return [
        mean('ces-1.0-mean', summed.of('ces1'), 1),
        mean('ces-2.0-mean', easy, 1),
        share('ces-2.0-share-of-5-and-more', easy.part, easy.n, easy.missing),
        netShare('ces-2.0-index', easy.part2, easy.part3, easy.n, easy.missing),
      ];
    },
  },
  'servqual-gap': {
    reads: ['servqual', 'servqual-weighted'],
    figures: (summed) => [
      ...byDimension(summed, 'servqual'),
      mean('weighted', summed.of('servqual-weighted'), gapUnits),
    ],
  },
  servperf: { reads: ['servperf'], figures: (summed) => byDimension(summed, 'servperf') },
  'expectation-met': {
    reads: ['servqual'],
    figures: (summed) => {
      const { n, part, part2 } = summed.of('servqual', '');
      const told = { n, missing: 0 };
      return [
        { method: 'exceeded', value: percent(part, n), ...told },
        { method: 'met', value: percent(n - part - part2, n), ...told },
        { method: 'below', value: percent(part2, n), ...told },
      ];
    },
  },
};

/** The mean over the dimensions of the means of the respondents, and each dimension beside it. */
function byDimension(summed: Summed, measure: Measure): readonly MethodFigure[] {
  const dimensions = summed
    .variantsOf(measure)
    .map((name) => withVariant(name, mean('unweighted', summed.of(measure, name), gapUnits)));
  const values = dimensions.map(({ value }) => value ?? 0);
  const value = ratio(
    values.reduce((sum, one) => sum + one, 0),
    values.length,
  );
  const n = Math.max(0, ...dimensions.map((one) => one.n));
  return [{ method: 'unweighted', value, n, missing: 0 }, ...dimensions];
}
