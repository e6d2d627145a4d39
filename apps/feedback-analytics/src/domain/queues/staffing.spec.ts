import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { erlangA } from './erlang-a.js';
import { erlangB, erlangC, waitPercentile } from './erlang.js';
import { agentsFor, forecast, onTheRota } from './staffing.js';

const queues = fc.record({
  arrivalsPerSecond: fc.double({ min: 0.001, max: 1, noNaN: true }),
  handlingSeconds: fc.double({ min: 10, max: 600, noNaN: true }),
  agents: fc.integer({ min: 1, max: 120 }),
  patienceSeconds: fc.double({ min: 10, max: 900, noNaN: true }),
});

describe('Erlang B', () => {
  it('is the formula of a^c/c! over its sum', () => {
    const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
    const term = (n: number) => 5 ** n / factorial(n);
    const sum = Array.from({ length: 8 }, (_, n) => term(n)).reduce((a, b) => a + b, 0);
    expect(erlangB(5, 7)).toBeCloseTo(term(7) / sum, 14);
  });

  it('neither overflows nor leaves 0 to 1', () => {
    expect(erlangB(9_000, 10_000)).toBeGreaterThanOrEqual(0);
    expect(erlangB(100, 0)).toBe(1);
    expect(erlangB(0, 3)).toBe(0);
  });
});

describe('Erlang C', () => {
  it('says that a queue with too few agents grows without end', () => {
    const queue = { arrivalsPerSecond: 1, handlingSeconds: 10, agents: 10 };
    expect(erlangC(queue)).toMatchObject({ waitProbability: 1, meanWaitSeconds: Infinity, occupancy: 1 });
    expect(waitPercentile(queue, 0.9)).toBe(Infinity);
    expect(erlangC(queue).answeredWithin(1e6)).toBe(0);
  });

  it("keeps Little's law", () => {
    fc.assert(
      fc.property(queues, (queue) => {
        fc.pre(queue.arrivalsPerSecond * queue.handlingSeconds < queue.agents * 0.999);
        const { meanQueue, meanWaitSeconds } = erlangC(queue);
        expect(meanQueue).toBeCloseTo(queue.arrivalsPerSecond * meanWaitSeconds, 6);
      }),
    );
  });
});

/** The same chain state by state, as the textbook draws it; slow, and right for small queues. */
function stationary({ arrivalsPerSecond, handlingSeconds, agents, patienceSeconds }: Parameters<typeof erlangA>[0]) {
  const weights = [1];
  for (let state = 1; state < agents + 4_000; state++) {
    const leaving = Math.min(state, agents) / handlingSeconds + Math.max(0, state - agents) / patienceSeconds;
    weights.push((weights[state - 1] ?? 0) * (arrivalsPerSecond / leaving));
    if (!Number.isFinite(weights[state])) return undefined;
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

describe('Erlang A', () => {
  it('is the stationary distribution of the queue', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const states = stationary(queue);
        fc.pre(states !== undefined);
        const { waitProbability, meanQueue, abandonedShare } = erlangA(queue);
        const waiting = states.slice(queue.agents).reduce((a, b) => a + b, 0);
        const length = states.reduce((sum, share, state) => sum + share * Math.max(0, state - queue.agents), 0);
        expect(waitProbability).toBeCloseTo(waiting, 8);
        expect(meanQueue / (1 + length)).toBeCloseTo(length / (1 + length), 8);
        expect(abandonedShare).toBeCloseTo(length / queue.patienceSeconds / queue.arrivalsPerSecond, 8);
      }),
      { numRuns: 25 },
    );
  });

  it('answers in the end all who do not give up', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const { answeredWithin, abandonedShare } = erlangA(queue);
        expect(answeredWithin(queue.patienceSeconds * 40)).toBeCloseTo(1 - abandonedShare, 5);
      }),
      { numRuns: 15 },
    );
  });

  it('becomes Erlang C when nobody gives up', () => {
    const queue = { arrivalsPerSecond: 100 / 1800, handlingSeconds: 180, agents: 14 };
    const patient = erlangA({ ...queue, patienceSeconds: 1e9 });
    expect(patient.waitProbability).toBeCloseTo(erlangC(queue).waitProbability, 6);
    expect(patient.answeredWithin(20)).toBeCloseTo(erlangC(queue).answeredWithin(20), 6);
  });

  it('has an answer for a queue that would outgrow a double', () => {
    const flood = { arrivalsPerSecond: 280, handlingSeconds: 300, agents: 30_000, patienceSeconds: 60 };
    const { waitProbability, occupancy, abandonedShare, answeredWithin } = erlangA(flood);
    expect([waitProbability, occupancy]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 6)]);
    // 100 of 280 a second can be served; whoever is served has waited until the others gave up
    expect(abandonedShare).toBeCloseTo(180 / 280, 6);
    expect(answeredWithin(20)).toBeLessThan(1e-6);
    expect(answeredWithin(3600)).toBeCloseTo(100 / 280, 4);
  });

  it('has an answer when nobody comes', () => {
    const nobody = erlangA({ arrivalsPerSecond: 0, handlingSeconds: 60, agents: 2, patienceSeconds: 30 });
    expect(nobody).toMatchObject({ waitProbability: 0, abandonedShare: 0, meanQueue: 0 });
  });
});

describe('staffing', () => {
  it('finds the fewest agents that reach the target', () => {
    const need = { arrivalsPerSecond: 100 / 1800, handlingSeconds: 180 };
    expect(agentsFor(need, { share: 0.8, seconds: 20 })).toBe(14);
    expect(agentsFor(need, { share: 0.8, seconds: 20 }, 0.7)).toBe(15);
    expect(agentsFor({ arrivalsPerSecond: 0, handlingSeconds: 60 }, { share: 0.8, seconds: 20 })).toBe(1);
  });

  it('is met with so many and not with one fewer, with patience and without', () => {
    const needs = fc.record(
      {
        arrivalsPerSecond: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        handlingSeconds: fc.double({ min: 10, max: 300, noNaN: true }),
        patienceSeconds: fc.double({ min: 30, max: 300, noNaN: true }),
      },
      { requiredKeys: ['arrivalsPerSecond', 'handlingSeconds'] },
    );
    fc.assert(
      fc.property(needs, (need) => {
        const agents = agentsFor(need, { share: 0.9, seconds: 10 });
        expect(forecast(need, agents).answeredWithin(10)).toBeGreaterThanOrEqual(0.9);
        if (agents > 1) expect(forecast(need, agents - 1).answeredWithin(10)).toBeLessThan(0.9);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [12, 0.3, 18],
    [7, 0.3, 10],
    [10, 0.5, 20],
  ])('puts %i at work with %f shrinkage by %i on the rota', (agents, shrinkage, expected) => {
    expect(onTheRota(agents, shrinkage)).toBe(expected);
  });
});
