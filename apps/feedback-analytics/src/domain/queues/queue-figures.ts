import { percent, ratio, type Figure } from '../figure.js';
import { wilson } from '../statistics/interval.js';
import { momentsOf } from '../statistics/moments.js';
import { meanInterval } from '../statistics/student-t.js';

/** What one handled contact took, in seconds. */
export interface HandledContact {
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapSeconds: number;
}

/** Average speed of answer: the mean time in the queue of contacts that were answered. Who gave up is not in it. */
export function averageSpeedOfAnswer(waitsOfAnswered: readonly number[]): Figure {
  return meanSeconds(waitsOfAnswered, 'asa', 'mean-queue-time-of-answered');
}

/** talk + hold + wrap of handled contacts. */
export function averageHandleTime(contacts: readonly HandledContact[]): Figure {
  const seconds = contacts.map(({ talkSeconds, holdSeconds, wrapSeconds }) => talkSeconds + holdSeconds + wrapSeconds);
  return meanSeconds(seconds, 'aht', 'talk-hold-wrap-of-handled');
}

export interface Abandonment {
  readonly queued: number;
  readonly abandoned: number;
  /** Took a callback instead of waiting: neither abandoned nor in the denominator. */
  readonly convertedToCallback: number;
}

/** abandoned in the queue / queued. */
export function abandonmentRate({ queued, abandoned, convertedToCallback }: Abandonment): Figure {
  const n = queued - convertedToCallback;
  const described = { metric: 'abandonment', method: 'abandoned-of-queued', formulaVersion: 1, missing: 0, n };
  return { ...described, value: percent(abandoned, n), ...(n > 0 && { interval: wilson(abandoned, n) }) };
}

/** Wall-clock time of an agent or a team. Time off and time that is not meant for contacts is in neither. */
export interface WorkingTime {
  /** On at least one contact; two chats at once count once. */
  readonly onContactSeconds: number;
  readonly idleSeconds: number;
}

/** on contact / (on contact + idle), percent. */
export function occupancy({ onContactSeconds, idleSeconds }: WorkingTime): number | undefined {
  const share = ratio(onContactSeconds, onContactSeconds + idleSeconds);
  return share === undefined ? undefined : 100 * share;
}

function meanSeconds(values: readonly number[], metric: string, method: string): Figure {
  const { n, mean, deviations } = momentsOf(values);
  const described = { metric, method, formulaVersion: 1, n, missing: 0 };
  if (n === 0) return { ...described, value: undefined };
  const interval = meanInterval(mean, deviations, n);
  return { ...described, value: mean, ...(interval && { interval }) };
}
