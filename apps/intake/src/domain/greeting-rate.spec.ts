import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { greetingWindowMs, judgeGreeting, type GreetingRate } from './greeting-rate.js';

const start = Date.UTC(2026, 0, 31, 9);

/** What becomes of contacts that come so many milliseconds after each other. */
function verdicts(gaps: readonly number[], most: number): { at: number; kind: string }[] {
  let rate: GreetingRate | undefined;
  let at = start;
  return gaps.map((gap) => {
    at += gap;
    const verdict = judgeGreeting(rate, { rateKey: 'a', now: new Date(at), most });
    rate = verdict.rate ?? rate;
    return { at, kind: verdict.kind };
  });
}

describe('acknowledgements to one address', () => {
  it('stop after so many in an hour, with one signal, and go on when the hour is over', () => {
    const kinds = verdicts([0, 1, 1, 1, 1, 1, greetingWindowMs, 1], 3).map(({ kind }) => kind);
    expect(kinds).toEqual(['allowed', 'allowed', 'allowed', 'suspected', 'refused', 'refused', 'allowed', 'allowed']);
  });

  it('are never more than that in any hour, and each hour of refusals has one signal at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(greetingWindowMs), { maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        (gaps, most) => {
          const all = verdicts(gaps, most);
          const within = (kind: string, from: number) =>
            all.filter((one) => one.kind === kind && one.at >= from && one.at < from + greetingWindowMs).length;
          for (const { at } of all) {
            expect(within('allowed', at)).toBeLessThanOrEqual(most);
            expect(within('suspected', at)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
