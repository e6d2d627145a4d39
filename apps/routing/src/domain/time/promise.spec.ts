import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decidePromise,
  fulfilled,
  nextPromiseNewsAt,
  promised,
  promiseNews,
  withPromise,
  type CasePromise,
  type NewPromise,
} from './promise.js';

const hour = 3_600_000;
const policy = { warnBeforeMs: 2 * hour, brokenAfterMs: 24 * hour };
const promise = (more: Partial<NewPromise> = {}): CasePromise =>
  promised({ promiseId: 'one', kind: 'reply', what: 'an answer', madeAt: 0, dueAt: 10 * hour, ...more }, policy);

/** Lets time pass hour by hour, with replies at some of them, and says what was told and when. */
function live(promises: readonly CasePromise[], replies: readonly number[], until: number): string[] {
  const told: string[] = [];
  let current = promises;
  for (let now = 0; now <= until; now += 1) {
    if (replies.includes(now)) current = fulfilled(current, ['reply'], now * hour);
    for (const { news, promise: after } of promiseNews(current, now * hour)) {
      told.push(`${String(now)} ${after.promiseId} ${news}`);
      current = withPromise(current, after);
    }
  }
  return told;
}

describe('a promise', () => {
  const another = promise({ promiseId: 'two', replaces: 'one', madeAt: 9 * hour, dueAt: 40 * hour });

  it.each<[string, CasePromise[], number[], string[]]>([
    ['is kept by an answer in time', [promise()], [5], ['5 one kept']],
    ['and at the last moment', [promise()], [10], ['8 one warned', '10 one kept']],
    ['is late by one after it', [promise()], [11, 12], ['8 one warned', '11 one late']],
    ['is broken when nothing is done', [promise()], [], ['8 one warned', '34 one broken']],
    ['and stays so, whatever is done then', [promise()], [35], ['8 one warned', '34 one broken']],
    ['of a call is not kept by a mail', [promise({ kind: 'callback' })], [5], ['8 one warned', '34 one broken']],
    [
      'is warned of in its second half at the earliest',
      [promise({ dueAt: 2 * hour })],
      [],
      ['1 one warned', '26 one broken'],
    ],
    ['that was renegotiated still counts as late', [promise(), another], [20], ['20 one late', '20 two kept']],
    [
      'that was renegotiated is broken with the last one',
      [promise(), another],
      [],
      ['38 two warned', '64 one broken', '64 two broken'],
    ],
    ['is not kept by what was done before it', [promise({ madeAt: 6 * hour })], [6], ['8 one warned', '34 one broken']],
  ])('%s', (_, promises, replies, told) => {
    expect(live(promises, replies, 80)).toEqual(told);
  });

  it('can be taken back only before it is due', () => {
    const at = (withdrawnAt: number) => decidePromise({ ...promise(), withdrawnAt }, [], 100 * hour);
    expect(at(9 * hour)).toEqual({ state: 'withdrawn', decidedAt: 9 * hour });
    expect(at(10 * hour)).toEqual({ state: 'broken', decidedAt: 34 * hour });
  });

  it('that counted as broken was kept, when it becomes known late that it was', () => {
    const [news] = promiseNews([promise()], 34 * hour);
    if (!news) throw new Error('nothing was told');
    const corrected = promiseNews(fulfilled([news.promise], ['reply'], 5 * hour), 50 * hour);
    expect(corrected).toMatchObject([{ news: 'kept', promise: { decidedAt: 5 * hour } }]);
  });

  it('wakes for its warning, and then for its end', () => {
    expect(nextPromiseNewsAt([promise()], 0)).toBe(8 * hour);
    expect(nextPromiseNewsAt([{ ...promise(), isWarned: true }], 8 * hour)).toBe(34 * hour);
    expect(nextPromiseNewsAt([promise()], 11 * hour)).toBe(34 * hour);
    expect(nextPromiseNewsAt(fulfilled([promise()], ['reply'], hour), hour)).toBeUndefined();
  });

  it('ends the same in whatever order its facts become known', () => {
    const moments = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 6 });
    const both = moments.chain((hours) =>
      fc.tuple(fc.constant(hours), fc.shuffledSubarray(hours, { minLength: hours.length })),
    );
    fc.assert(
      fc.property(both, fc.boolean(), ([inOrder, shuffled], isRenegotiated) => {
        const made = isRenegotiated ? [promise(), another] : [promise()];
        const known = (hours: readonly number[]) =>
          hours.reduce((promises, at) => fulfilled(promises, ['reply'], at * hour), made as readonly CasePromise[]);
        const outcomes = (promises: readonly CasePromise[]) =>
          promises.map((one) => decidePromise(one, promises, 100 * hour));
        expect(outcomes(known(shuffled))).toEqual(outcomes(known(inOrder)));
      }),
      { numRuns: 1_000 },
    );
  });
});
