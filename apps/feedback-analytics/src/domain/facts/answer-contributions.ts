import { emptyTally, isOnScale, type ScaleTally } from '../surveys/scale-tally.js';
import type { Contribution, Measure, SumName } from './contribution.js';
import type { Dims } from './dims.js';

/** What of an answer the figures need. */
export interface ScoredAnswer {
  readonly deleted: boolean;
  readonly occurredAt: Date;
  readonly measure: string;
  readonly scaleMin?: number;
  readonly scaleMax?: number;
  readonly valueNumber?: number;
}

interface Scale {
  readonly measure: Measure;
  readonly tally: ScaleTally;
  readonly sumsOf: (value: number) => Readonly<Partial<Record<SumName, number>>>;
}

const within = (value: number, low: number, high: number): 0 | 1 => (value >= low && value <= high ? 1 : 0);
const spread = (value: number) => ({ total: value, squares: value * value });

const scales: Readonly<Record<string, Scale>> = {
  'csat 1-5': {
    measure: 'csat',
    tally: emptyTally(1, 5),
    sumsOf: (value) => ({ part: within(value, 4, 5), ...spread(value) }),
  },
  'nps 0-10': {
    measure: 'nps',
    tally: emptyTally(0, 10),
    sumsOf: (value) => ({ part: within(value, 9, 10), part2: within(value, 0, 6) }),
  },
  'ces 1-5': { measure: 'ces1', tally: emptyTally(1, 5), sumsOf: spread },
  'ces 1-7': {
    measure: 'ces2',
    tally: emptyTally(1, 7),
    sumsOf: (value) => ({
      part: within(value, 5, 7),
      part2: within(value, 6, 7),
      part3: within(value, 1, 3),
      ...spread(value),
    }),
  },
};

/** Where answers on a scale that the metric does not know are counted as missing. */
const missingAs: Readonly<Record<string, Measure>> = { csat: 'csat', nps: 'nps', ces: 'ces2' };

/** An answer that is no point of its scale is missing, never guessed. */
export function answerContributions(answer: ScoredAnswer, dims: Dims): readonly Contribution[] {
  const { measure, scaleMin, scaleMax, valueNumber } = answer;
  const unscaled = missingAs[measure];
  if (answer.deleted || unscaled === undefined) return [];
  const scale = scales[`${measure} ${scaleMin ?? ''}-${scaleMax ?? ''}`];
  const at = answer.occurredAt.getTime();
  if (!scale || valueNumber === undefined || !isOnScale(scale.tally, valueNumber)) {
    return [{ measure: scale?.measure ?? unscaled, at, dims, sums: { missing: 1 } }];
  }
  return [{ measure: scale.measure, at, dims, sums: { n: 1, ...scale.sumsOf(valueNumber) } }];
}
