import { waitEstimateError } from '../service/duration-figures.js';
import { momentsOf, type CaseTimeline, type Moment } from '../signs/case-timeline.js';
import type { Placer } from './placer.js';
import { whole, type Contribution } from './contribution.js';

/** 80 / 20: the threshold of the published service levels. Another one is another formula version. */
export const serviceLevelSeconds = 20;

/** Waits are kept in tenths of a second. */
const tenths = 10;

/** Each time that a case left the queue because somebody answered, the customer gave up, or a callback was agreed. */
export function queueContributions(timeline: CaseTimeline, place: Placer): readonly Contribution[] {
  return momentsOf(timeline, 'queue-left').flatMap((moment): Contribution[] => {
    const sums = sumsOf(moment);
    const { at, waitedSeconds = 0 } = moment;
    if (!sums) return [];
    const left = { measure: 'queue', at, dims: place(moment), sums } as const;
    return [sums.n === undefined ? left : { ...left, seconds: waitedSeconds }, ...told(moment, place)];
  });
}

/** How wrong the wait was that the customer had been told last. */
function told(moment: Moment<'queue-left'>, place: Placer): readonly Contribution[] {
  const { at, reason, toldSeconds, waitedSeconds } = moment;
  if (reason !== 'answered' || toldSeconds === undefined || waitedSeconds === undefined) return [];
  const seconds = waitEstimateError(toldSeconds, waitedSeconds);
  return [{ measure: 'wait-told', at, dims: place(moment), sums: { n: 1 }, seconds }];
}

function sumsOf({ reason, waitedSeconds = 0 }: Moment<'queue-left'>): Contribution['sums'] | undefined {
  const within = waitedSeconds <= serviceLevelSeconds ? 1 : 0;
  switch (reason) {
    case 'answered': {
      const total = whole(waitedSeconds, tenths);
      return { n: 1, part: within, total, squares: total * total };
    }
    case 'abandoned':
      return { n: 1, part2: within, part3: 1 };
    case 'callback':
      return { missing: 1 };
    default:
      return undefined;
  }
}
