import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerContributions, type ScoredAnswer } from './answer-contributions.js';
import { changesBetween, whole, type Contribution } from './contribution.js';
import { contactContributions } from './contact.js';
import { contactContributionsOf, noContacts, settled, withContact } from './customer-contacts.js';
import { gapContributions, gapsOf } from './survey-response.js';
import { workingTime, type AgentState } from './working-time.js';

const occurredAt = new Date('2026-03-02T09:00:00Z');

describe('an answer', () => {
  const answer = (measure: string, scaleMin: number, scaleMax: number, valueNumber?: number): ScoredAnswer => ({
    ...{ deleted: false, occurredAt, measure, scaleMin, scaleMax },
    ...(valueNumber !== undefined && { valueNumber }),
  });
  it.each([
    ['csat', 1, 5, 4, 'csat', { n: 1, part: 1, total: 4, squares: 16 }],
    ['csat', 1, 5, 3, 'csat', { n: 1, part: 0, total: 3, squares: 9 }],
    ['csat', 1, 5, 6, 'csat', { missing: 1 }],
    ['csat', 1, 5, 4.5, 'csat', { missing: 1 }],
    ['csat', 1, 7, 4, 'csat', { missing: 1 }],
    ['csat', 1, 5, undefined, 'csat', { missing: 1 }],
    ['nps', 0, 10, 9, 'nps', { n: 1, part: 1, part2: 0 }],
    ['nps', 0, 10, 6, 'nps', { n: 1, part: 0, part2: 1 }],
    ['nps', 0, 10, 7, 'nps', { n: 1, part: 0, part2: 0 }],
    ['ces', 1, 5, 2, 'ces1', { n: 1, total: 2, squares: 4 }],
    ['ces', 1, 7, 5, 'ces2', { n: 1, part: 1, part2: 0, part3: 0, total: 5, squares: 25 }],
    ['ces', 1, 7, 3, 'ces2', { n: 1, part: 0, part2: 0, part3: 1, total: 3, squares: 9 }],
  ])('%s on %s–%s of %s adds to %s', (measure, min, max, value, where, sums) => {
    const [found] = answerContributions(answer(measure, min, max, value), {});
    expect(found).toMatchObject({ measure: where, at: occurredAt.getTime() });
    expect(found?.sums).toEqual(sums);
  });

  it('that was taken back, or is no score, adds nothing', () => {
    expect(answerContributions({ ...answer('csat', 1, 5, 4), deleted: true }, {})).toEqual([]);
    expect(answerContributions(answer('text', 0, 0), {})).toEqual([]);
  });
});

describe('pairs of expectation and perception', () => {
  const pair = (
    item: string,
    component: 'courtesy' | 'access' | 'reliability',
    expected?: number,
    perceived?: number,
  ) => [
    { item, component, measure: 'expectation', ...(expected !== undefined && { valueNumber: expected }) },
    { item, component, measure: 'perception', ...(perceived !== undefined && { valueNumber: perceived }) },
  ];

  it('are means of the dimension; a missing half drops the item, fewer than half of the items the dimension', () => {
    const answers = [
      ...pair('a', 'courtesy', 6, 5),
      ...pair('b', 'courtesy', 7, 4),
      ...pair('c', 'access', 5, 6),
      ...pair('d', 'access', 5),
      ...pair('e', 'reliability', 5),
    ];
    const gaps = gapsOf(answers);
    expect(gaps.byDimension).toEqual({ assurance: { gap: -2, perceived: 4.5 }, empathy: { gap: 1, perceived: 6 } });
    expect(gaps.sum).toBe(-3);
    expect(gapContributions(gaps, 0, {}).find(({ variant }) => variant === undefined)?.sums).toMatchObject({
      n: 1,
      part2: 1,
    });
  });

  it('are weighted by the points of the respondent, when these are 100', () => {
    const points = (courtesy: number, access: number) => [
      { item: 'p1', component: 'courtesy' as const, measure: 'importance', valueNumber: courtesy },
      { item: 'p2', component: 'access' as const, measure: 'importance', valueNumber: access },
    ];
    const pairs = [...pair('a', 'courtesy', 6, 5), ...pair('c', 'access', 5, 6)];
    expect(gapsOf([...pairs, ...points(75, 25)]).weighted).toBe(-0.5);
    expect(gapsOf([...pairs, ...points(75, 75)]).weighted).toBeUndefined();
  });
});

describe('working time', () => {
  const state: AgentState = {
    ...{ agentId: 'ann', version: 1, agentVersion: 1, team: 'front', since: occurredAt },
    ...{ work: 'on-contact', isPresent: true, freeUnits: 0 },
  };
  it('is cut at full hours', () => {
    const until = occurredAt.getTime() + 5_400_000;
    expect(workingTime(state, until).map(({ sums }) => sums['part'])).toEqual([3_600_000, 1_800_000]);
    expect(workingTime({ ...state, work: 'off' }, until)).toEqual([]);
    expect(workingTime(state, occurredAt.getTime() + 25 * 3_600_000)).toEqual([]);
  });
});

describe('a call', () => {
  it('counts when it was answered', () => {
    const call = { interactionId: 'i', version: 1, customerId: 'c', occurredAt, dims: {} };
    const phone = { outcome: 'answered', ringSeconds: 19, talkSeconds: 60, wrapSeconds: 5.5 };
    expect(contactContributions({ ...call, phone }).map(({ sums }) => sums)).toEqual([
      { n: 1, part: 0 },
      { n: 1, total: 655, squares: 655 * 655 },
    ]);
    expect(contactContributions({ ...call, phone: { ...phone, outcome: 'abandoned' } })).toEqual([]);
  });
});

describe('many contacts about one issue', () => {
  it('are counted the same when what cannot change any more was forgotten', () => {
    const contact = (index: number) => ({
      interactionId: `${index}`,
      at: index * 43_200_000,
      dims: {},
      holders: ['c'],
    });
    let [kept, all] = [noContacts('c'), noContacts('c')];
    for (let index = 0; index < 400; index += 1) {
      const before = contactContributionsOf(kept);
      const grown = withContact(kept, 'x', contact(index)) ?? kept;
      const wholeBefore = contactContributionsOf(all);
      all = withContact(all, 'x', contact(index)) ?? all;
      expect(changesBetween(before, contactContributionsOf(grown))).toEqual(
        changesBetween(wholeBefore, contactContributionsOf(all)),
      );
      kept = settled(grown, 'x');
    }
    expect(kept.issues['x']?.length).toBeLessThan(130);
  });
});

describe('changes', () => {
  const some = fc.array(
    fc
      .record({ at: fc.nat(3), n: fc.nat(2) })
      .map(({ at, n }): Contribution => ({ measure: 'csat', at, dims: {}, sums: { n } })),
  );
  it('bring what was there to what is there now', () => {
    fc.assert(
      fc.property(some, some, (before, after) => {
        const sum = (list: readonly Contribution[]) => list.map((one) => JSON.stringify(one)).sort();
        const changes = changesBetween(before, after);
        const added = changes.filter(({ sign }) => sign === 1).map(({ contribution }) => contribution);
        const taken = changes.filter(({ sign }) => sign === -1).map(({ contribution }) => contribution);
        expect(sum([...before, ...added])).toEqual(sum([...after, ...taken]));
      }),
    );
  });

  it('are of whole numbers', () => {
    expect([whole(0.15, 10), whole(-0.15, 10), whole(-0.01, 10), whole(1.25, 10)]).toEqual([2, -2, 0, 13]);
  });
});
