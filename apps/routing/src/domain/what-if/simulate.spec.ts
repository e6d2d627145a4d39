import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EnginePolicy } from '../engine/engine-policy.js';
import { Agenda } from './agenda.js';
import { simulate } from './simulate.js';
import { summarize } from './summarize.js';
import type { Arrival, Assignment, StaffMember } from './what-if-model.js';

const policy: Omit<EnginePolicy, 'idOf'> = { offerTimeoutMs: 10_000, exclusionMs: 60_000 };

function arrival(id: string, at: number, more: Partial<Arrival> = {}): Arrival {
  const plain = { channel: 'phone', queueId: 'desk', urgency: 3, points: 0, required: [], handlingMs: 60_000 };
  return { id, arrivedAt: at * 1000, ...plain, ...more };
}

function member(agentId: string, more: Partial<StaffMember> = {}): StaffMember {
  const whole = { shifts: [{ from: 0, to: 3_600_000 }], queues: ['desk'], queueTerms: {}, skills: [], units: 100 };
  return { agentId, ...whole, ...more };
}

const play = (
  arrivals: readonly Arrival[],
  staff: readonly StaffMember[],
  rules: Partial<EnginePolicy> = {},
  seed = 1,
): readonly Assignment[] => simulate({ arrivals, staff, policy: { ...policy, ...rules }, seed });
const told = (assignments: readonly Assignment[]): string[] =>
  assignments.map(
    ({ arrival: { id }, agentId = '-', waitedMs, outcome }) => `${id} ${agentId} ${waitedMs / 1000} ${outcome}`,
  );

describe('simulate', () => {
  it('serves one after the other, and works on to the end of a call beyond the shift', () => {
    const assignments = play(
      [arrival('b', 30), arrival('a', 10), arrival('c', 40)],
      [member('ada', { shifts: [{ from: 0, to: 100_000 }] })],
    );
    expect(told(assignments)).toEqual(['a ada 0 served', 'b ada 40 served', 'c - 90 waiting']);
    expect(assignments[1]).toMatchObject({ startedAt: 70_000, endedAt: 130_000 });
  });

  it('lets go who has no patience: at once, where it is none', () => {
    const assignments = play(
      [
        arrival('a', 0),
        arrival('b', 1, { patienceMs: 0 }),
        arrival('c', 2, { patienceMs: 5_000 }),
        arrival('d', 60, { patienceMs: 0 }),
      ],
      [member('ada')],
    );
    expect(told(assignments)).toEqual(['a ada 0 served', 'b - 0 abandoned', 'c - 5 abandoned', 'd ada 0 served']);
  });

  it('goes by the rules: tiers, skills that are given up, and what nobody could ever do', () => {
    const skilled = { required: [{ skill: 'tax', level: 3 }] };
    const assignments = play(
      [
        arrival('a', 0),
        arrival('b', 1, skilled),
        arrival('c', 2),
        arrival('d', 3, { urgency: 5 }),
        arrival('e', 4, { required: [{ skill: 'law', level: 1, firm: true }] }),
      ],
      [member('ada')],
      { queues: { desk: { steps: [{ durationMs: 100_000 }] } } },
    );
    expect(told(assignments)).toEqual([
      'a ada 0 served',
      'b ada 119 served',
      'c ada 178 served',
      'd ada 57 served',
      'e - 3596 unroutable',
    ]);
  });

  it('uses the seed for how agents answer, and for nothing else', () => {
    const arrivals = Array.from({ length: 40 }, (_, n) => arrival(`c${String(n)}`, 20 * n));
    const answering = { answerMs: 2_000, declineRate: 0.3, noAnswerRate: 0.1 };
    const staff = [member('ada', { answering }), member('bea', { answering }), member('cleo', { answering })];
    expect(play(arrivals, staff, {}, 1)).toEqual(play(arrivals, staff, {}, 1));
    expect(told(play(arrivals, staff, {}, 1))).not.toEqual(told(play(arrivals, staff, {}, 2)));
    const [first] = play(arrivals, staff, {}, 3);
    expect(first?.waitedMs).toBeGreaterThanOrEqual(2_000);
  });

  it('loses nobody, gives nobody to an agent off shift, and keeps the order of arrival', () => {
    const come = fc.record({
      at: fc.nat(1_000),
      handling: fc.nat(200),
      patience: fc.option(fc.nat(100), { nil: undefined }),
      urgency: fc.constant(3),
    });
    fc.assert(
      fc.property(fc.array(come, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (all, agents) => {
        const arrivals = all.map(({ at, handling, patience }, n) =>
          arrival(`c${String(n)}`, at, {
            handlingMs: handling * 1000,
            ...(patience !== undefined && { patienceMs: patience * 1000 }),
          }),
        );
        const shift = { from: 100_000, to: 700_000 };
        const staff = Array.from({ length: agents }, (_, n) => member(`a${String(n)}`, { shifts: [shift] }));
        const assignments = play(arrivals, staff);
        expect(assignments.map(({ arrival: { id } }) => id).sort()).toEqual(arrivals.map(({ id }) => id).sort());
        const served = assignments.filter(({ outcome }) => outcome === 'served');
        for (const { startedAt = 0 } of served) {
          expect(startedAt).toBeGreaterThanOrEqual(shift.from);
          expect(startedAt).toBeLessThan(shift.to);
        }
        const starts = served.map(({ startedAt = 0 }) => startedAt);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });
});

describe('summarize', () => {
  it('counts shares of all who came, and the work of agents in their shifts', () => {
    const staff = [member('ada', { shifts: [{ from: 0, to: 200_000 }] })];
    const assignments = play([arrival('a', 0), arrival('b', 30), arrival('c', 31, { patienceMs: 9_000 })], staff);
    expect(summarize(assignments, staff, policy)).toMatchObject({
      ...{ arrivals: 3, served: 2, abandoned: 1, unserved: 0, waitProbability: 2 / 3, abandonment: 1 / 3 },
      ...{ averageSpeedOfAnswer: 15, medianWait: 15, meanWaitOfAll: 13, occupancy: 0.6 },
      serviceLevels: { 10: 1 / 3, 30: 2 / 3 },
      agents: [{ agentId: 'ada', served: 2, occupancy: 0.6 }],
    });
  });
});

describe('Agenda', () => {
  it('gives back what was noted, by time and then by turn', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const agenda = new Agenda<string>();
        times.forEach((at, index) => agenda.add(at, `${String(at)}-${String(index)}`));
        const expected = times
          .map((at, index) => ({ at, index }))
          .sort((a, b) => a.at - b.at || a.index - b.index)
          .map(({ at, index }) => `${String(at)}-${String(index)}`);
        expect(times.map(() => agenda.take())).toEqual(expected);
        expect(agenda.take()).toBeUndefined();
      }),
    );
  });
});
