import { differenceOfMeans, type Difference } from '../statistics/difference.js';
import { momentsOf } from '../statistics/moments.js';

/** Review scores or ratings of those who were trained. */
export interface ScoredContact {
  readonly at: number;
  readonly score: number;
}

export interface TrainingEffect {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly nBefore: number;
  readonly nAfter: number;
  readonly change: Difference;
}

/** As long before the training as after it; contacts of the days of the training itself are in neither. */
export function trainingEffect(
  contacts: readonly ScoredContact[],
  training: { readonly startedAt: number; readonly endedAt: number },
  windowMs: number,
): TrainingEffect {
  const between = (from: number, to: number) =>
    momentsOf(contacts.filter(({ at }) => at >= from && at < to).map(({ score }) => score));
  const before = between(training.startedAt - windowMs, training.startedAt);
  const after = between(training.endedAt, training.endedAt + windowMs);
  return {
    before: before.n === 0 ? undefined : before.mean,
    after: after.n === 0 ? undefined : after.mean,
    nBefore: before.n,
    nAfter: after.n,
    change: differenceOfMeans(before, after),
  };
}
