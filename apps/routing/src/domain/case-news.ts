import type { CaseFact } from './case-facts.js';
import type { SupportCase } from './support-case.js';
import { newsOfTimes, nextNewsOfTimes } from './time/case-times.js';
import type { Hours } from './time/derive-clock.js';
import { nextPromiseNewsAt, promiseNews } from './time/promise.js';

/** What is to be told of the clocks and promises of a case, as they stand at `now`. Nothing when it was told already. */
export function newsOf({ times, promises }: SupportCase, hours: Hours, now: Date): readonly CaseFact[] {
  const clocks = times === undefined ? [] : newsOfTimes(times, hours, now.getTime());
  const kept = promises === undefined ? [] : promiseNews(promises, now.getTime());
  return [
    ...clocks.map((clock): CaseFact => ({ type: 'clock-told', at: now, actor: 'system', clock })),
    ...kept.map((promise): CaseFact => ({ type: 'promise-told', at: now, actor: 'system', promise })),
  ];
}

/** When time itself brings the next news, in milliseconds of the epoch; undefined when only a fact can. */
export function nextNewsOf({ times, promises, journey }: SupportCase, hours: Hours, now: Date): number | undefined {
  const at = now.getTime();
  const clock = times && nextNewsOfTimes(times, hours, at);
  const promise = promises && nextPromiseNewsAt(promises, at);
  const next = [clock, promise, journey?.shelf?.reviewAt].filter((one) => one !== undefined);
  return next.length === 0 ? undefined : Math.min(...next);
}
