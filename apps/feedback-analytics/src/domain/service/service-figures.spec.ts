import { describe, expect, it } from '@jest/globals';
import { emptySketch } from '../statistics/quantile-sketch.js';
import {
  journeyCompleteness,
  journeySteps,
  promisesKept,
  recoveryRate,
  refusedYetSatisfied,
  slaAttainment,
  slaAttainmentOfAll,
  transfersPerCase,
} from './case-shares.js';
import { containment, grossFirstContactResolution, netFirstContactResolution, ringTime } from './contact-shares.js';
import { backlogBuckets, durationFigures, waitEstimateError } from './duration-figures.js';
import { operationalFirstContactResolution, repeatContactRate } from './repeat-contacts.js';

describe('shares of cases', () => {
  it.each([
    ['SLA of what was decided', slaAttainment({ met: 90, breached: 10, excluded: 7 }), 90, 100, 7],
    ['SLA of all conversations', slaAttainmentOfAll({ met: 90, breached: 10, excluded: 7 }, 120), 75, 120, 0],
    ['promises', promisesKept({ kept: 6, late: 1, broken: 1, withdrawn: 2 }), 75, 8, 2],
    ['recoveries, silence apart', recoveryRate({ checked: 4, recovered: 3, closedUnanswered: 9 }), 75, 4, 9],
    ['refused yet satisfied', refusedYetSatisfied({ scored: 5, positive: 1, unscored: 3 }), 20, 5, 3],
    ['transfers', transfersPerCase(3, 12), 0.25, 12, 0],
    ['containment', containment(3, 4), 75, 4, 0],
    [
      'gross FCR',
      grossFirstContactResolution({ all: 100, resolvedAtFirstContact: 60, notResolvableAtLevelOne: 20 }),
      60,
      100,
      0,
    ],
    [
      'net FCR',
      netFirstContactResolution({ all: 100, resolvedAtFirstContact: 60, notResolvableAtLevelOne: 20 }),
      75,
      80,
      20,
    ],
  ])('%s', (_, figure, value, n, missing) => {
    expect(figure).toMatchObject({ value, n, missing });
  });

  it.each([
    slaAttainment({ met: 0, breached: 0, excluded: 1 }),
    promisesKept({ kept: 0, late: 0, broken: 0, withdrawn: 1 }),
    recoveryRate({ checked: 0, recovered: 0, closedUnanswered: 1 }),
    transfersPerCase(0, 0),
    journeyCompleteness([]),
    ringTime([]),
    repeatContactRate([]),
  ])('of nothing is undefined: %j', (figure) => {
    expect(figure).toMatchObject({ value: undefined, n: 0 });
    expect(figure).not.toHaveProperty('interval');
  });

  it('a journey is complete with all six steps', () => {
    const half = new Set(journeySteps.slice(0, 3));
    expect(journeyCompleteness([new Set(journeySteps), half])).toMatchObject({ value: 75, n: 2 });
  });

  it('ring time is that of the country', () => {
    const calls = [
      { ringSeconds: 18 },
      { ringSeconds: 19 },
      { ringSeconds: 12, ringCycleSeconds: 4 },
      { ringSeconds: 13, ringCycleSeconds: 4 },
    ];
    expect(ringTime(calls)).toMatchObject({ value: 50, n: 4 });
  });
});

describe('coming again', () => {
  const day = 86_400_000;
  const contacts = [
    { customerId: 'a', issueKey: 'x', at: 10 * day },
    { customerId: 'a', issueKey: 'x', at: 0 },
    { customerId: 'a', issueKey: 'x', at: 7 * day },
    { customerId: 'a', issueKey: 'y', at: day },
    { customerId: 'b', issueKey: 'x', at: day },
  ];

  it('is a repeat when the one before was at most 7 days ago', () => {
    expect(repeatContactRate(contacts)).toMatchObject({ value: 40, n: 5 });
    expect(repeatContactRate(contacts, 2)).toMatchObject({ value: 0, method: 'same-issue-in-2-days' });
  });

  it('is decided when the days have passed', () => {
    // 0 → 7 and 7 → 10 came again; 10 is not decided at day 12; the other two are resolved
    expect(operationalFirstContactResolution(contacts, 12 * day)).toMatchObject({ value: 50, n: 4, missing: 1 });
    expect(operationalFirstContactResolution(contacts, 17 * day)).toMatchObject({ value: 60, n: 5, missing: 0 });
  });
});

describe('durations', () => {
  it('are published as percentiles with their error', () => {
    const sketch = emptySketch();
    for (const seconds of [1, 2, 3, 4, 100]) sketch.add(seconds);
    const [median, p90] = durationFigures('first-response-time', sketch, 2);
    expect(median).toMatchObject({ method: 'p50, sketch within 1 %', n: 5, missing: 2 });
    expect(median?.value).toBeCloseTo(3, 1);
    expect(p90?.value).toBeCloseTo(4, 1);
    expect(durationFigures('backlog-age', emptySketch())[0]?.value).toBeUndefined();
  });

  it('of estimates count whichever way they were wrong', () => {
    expect([waitEstimateError(60, 90), waitEstimateError(90, 60)]).toEqual([30, 30]);
  });

  it('of a backlog have three buckets', () => {
    expect(backlogBuckets([0, 10, 11, 30, 31, 400])).toEqual({ upTo10Days: 2, upTo30Days: 2, older: 2 });
  });
});
