import { momentsOf } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';

/** One broken promise undoes the rest: a promise was broken or kept late, or a call-back that was asked for never reached. */
export const brokenPromise: Detector = {
  sign: 'broken-promise',
  version: 1,
  detect: ({ timeline }) => {
    const settled = new Set(momentsOf(timeline, 'promise-kept', 'promise-withdrawn').map(({ promiseId }) => promiseId));
    const late = new Set(momentsOf(timeline, 'promise-late').map(({ promiseId }) => promiseId));
    const broken = momentsOf(timeline, 'promise-broken').filter(
      ({ promiseId }) => !settled.has(promiseId) && !late.has(promiseId),
    );
    const exhausted = momentsOf(timeline, 'callback-exhausted').filter(
      ({ at }) => !momentsOf(timeline, 'callback-completed').some((completed) => completed.at > at),
    );
    const keptLate = momentsOf(timeline, 'promise-late').filter(({ promiseId }) => !settled.has(promiseId));
    return firstFinding(
      finding('high', 1, [
        ...broken.map((moment) => [moment, 'broken'] as const),
        ...exhausted.map((moment) => [moment, 'the call-back never came'] as const),
      ]),
      finding(
        'medium',
        1,
        keptLate.map((moment) => [moment, 'kept late'] as const),
      ),
    );
  },
};
