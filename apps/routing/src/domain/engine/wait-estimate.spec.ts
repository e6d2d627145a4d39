import { describe, expect, it } from '@jest/globals';
import { randomFrom } from '../what-if/random.js';
import { simulate } from '../what-if/simulate.js';
import { summarize } from '../what-if/summarize.js';
import type { Arrival, StaffMember } from '../what-if/what-if-model.js';
import { estimateWait, servedAt, withError, type QueueFlow } from './wait-estimate.js';

const second = 1_000;
const minute = 60_000;
const flow = (more: Partial<QueueFlow> = {}): QueueFlow => ({
  ...{ queueId: 'desk', servedAt: 0, waitMs: 90 * second, paced: 20, paceMs: 10 * second, staff: 4 },
  ...more,
});
const now = (more: object = {}) => ({ ahead: 0, present: 4, hasRoom: false, ...more });

describe('an estimate of a wait', () => {
  it.each<[string, ReturnType<typeof now>, QueueFlow | undefined, unknown]>([
    ['nothing where somebody is free', now({ hasRoom: true }), flow(), { waitMs: 0, method: 'room', position: 1 }],
    ['the pace for who is next', now(), flow(), { waitMs: 10 * second, method: 'throughput', position: 1 }],
    ['as often as there are others', now({ ahead: 5 }), flow(), { waitMs: minute, method: 'throughput', position: 6 }],
    ['half of it with twice the people', now({ present: 8, ahead: 5 }), flow(), { waitMs: 30 * second }],
    ['twice of it with half of them', now({ present: 2, ahead: 5 }), flow(), { waitMs: 120 * second }],
    ['not without bounds', now({ present: 400, ahead: 5 }), flow(), { waitMs: 15 * second }],
    ['what others have waited', now(), flow({ paced: 4 }), { waitMs: 90 * second, method: 'recent-waits' }],
  ])('is %s', (_, queue, known, expected) => {
    expect(estimateWait(queue, known)).toMatchObject(expected as object);
  });

  it.each([
    ['nobody is there', now({ present: 0 }), flow()],
    ['nothing was seen of the queue', now(), undefined],
  ])('is none when %s', (_, queue, known) => {
    expect(estimateWait(queue, known)).toBeUndefined();
  });
});

describe('the pace of a queue', () => {
  it('is taken from times in which somebody waited, and not from quiet ones', () => {
    const at = (before: QueueFlow | undefined, atMs: number, waitedMs: number): QueueFlow =>
      servedAt(before, 'desk', { now: atMs, waitedMs, present: 3 });
    const first = at(undefined, 0, 5 * second);
    const busy = at(at(first, 20 * second, 30 * second), 40 * second, 30 * second);
    expect(busy).toMatchObject({ paced: 2, paceMs: 20 * second, staff: 3 });
    // An hour later somebody comes and is served at once: customers were missing, not agents.
    expect(at(busy, 60 * minute, second)).toMatchObject({ paced: 2, paceMs: 20 * second, servedAt: 60 * minute });
  });

  it('knows how wrong it was', () => {
    const twice = withError(withError(flow(), 10 * second), -20 * second);
    expect(twice.error).toEqual({ count: 2, meanAbsoluteMs: 15 * second, biasMs: -5 * second });
  });
});

/** Poisson arrivals for ten agents who take four minutes on the average, and are there all day. */
function busyDay(seed: number, load: number): { readonly arrivals: Arrival[]; readonly staff: StaffMember[] } {
  const random = randomFrom(seed);
  const exponential = (mean: number): number => -Math.log(1 - random()) * mean;
  const [agents, handling, day] = [10, 4 * minute, 10 * 60 * minute];
  const arrivals: Arrival[] = [];
  for (let at = 0; at < day; at += exponential(handling / agents / load)) {
    const same = { channel: 'phone', queueId: 'desk', urgency: 3, points: 0, required: [] };
    arrivals.push({ ...same, id: `c${String(arrivals.length)}`, arrivedAt: at, handlingMs: exponential(handling) });
  }
  const staff = Array.from({ length: agents }, (_, n) => ({
    ...{ agentId: `a${String(n)}`, shifts: [{ from: 0, to: 2 * day }], queues: ['desk'], queueTerms: {} },
    ...{ skills: [], units: 100 },
  }));
  return { arrivals, staff };
}

describe('waits that were told over busy days', () => {
  // Ten services of random length scatter by a third of their mean, a hundred by a tenth: nobody can be more exact.
  it.each([
    [0.9, 0.36],
    [0.98, 0.28],
    [1.1, 0.2],
  ])('at a load of %d are wrong by less than a share of %d, and less than the mean of all waits is', (load, share) => {
    const totals = { told: 0, absolute: 0, bias: 0, wait: 0, ofMean: 0 };
    for (let seed = 1; seed <= 5; seed += 1) {
      const { arrivals, staff } = busyDay(seed, load);
      const policy = { offerTimeoutMs: minute, exclusionMs: minute };
      const day = simulate({ arrivals, staff, policy, seed });
      const { estimateError } = summarize(day, staff, {});
      if (estimateError === undefined) throw new Error('nobody was told anything');
      const waits = day.filter(({ estimatedMs }) => estimatedMs !== undefined).map(({ waitedMs }) => waitedMs / second);
      const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
      totals.told += estimateError.told;
      totals.absolute += estimateError.meanAbsolute * estimateError.told;
      totals.bias += estimateError.bias * estimateError.told;
      totals.wait += mean * waits.length;
      totals.ofMean += waits.reduce((sum, wait) => sum + Math.abs(wait - mean), 0);
    }
    expect(totals.told).toBeGreaterThan(1_000);
    expect(totals.absolute).toBeLessThan(share * totals.wait);
    expect(totals.absolute).toBeLessThan(0.6 * totals.ofMean);
    expect(Math.abs(totals.bias)).toBeLessThan(0.1 * totals.wait);
  });
});
