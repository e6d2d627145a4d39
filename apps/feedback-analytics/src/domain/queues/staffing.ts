import { erlangA } from './erlang-a.js';
import { erlangC, offeredLoad, type QueueForecast, type QueueLoad } from './erlang.js';

export interface StaffingNeed {
  readonly arrivalsPerSecond: number;
  readonly handlingSeconds: number;
  /** Mean patience; without it nobody gives up (Erlang C). */
  readonly patienceSeconds?: number;
}

/** `share` of the contacts are answered within `seconds`. */
export interface ServiceTarget {
  readonly share: number;
  readonly seconds: number;
}

export function forecast(need: StaffingNeed, agents: number): QueueForecast {
  const queue: QueueLoad = { ...need, agents };
  return need.patienceSeconds === undefined
    ? erlangC(queue)
    : erlangA({ ...queue, patienceSeconds: need.patienceSeconds });
}

/**
 * The fewest agents with which the target is met, and at most `maxOccupancy` of their time is on contacts. Doubling finds
 * a number that is enough, halving the smallest: the share that is answered in time grows with every agent.
 */
export function agentsFor(need: StaffingNeed, target: ServiceTarget, maxOccupancy = 1): number {
  const isEnough = (agents: number): boolean => {
    const { answeredWithin, occupancy } = forecast(need, agents);
    return occupancy <= maxOccupancy && answeredWithin(target.seconds) >= target.share;
  };
  const least = Math.max(1, Math.floor(offeredLoad({ ...need, agents: 0 }) * 0.5));
  let enough = least;
  while (!isEnough(enough)) enough *= 2;
  let tooFew = enough === least ? 0 : enough / 2;
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** How many must be on the rota so that `agents` are at work, when a share of the paid time is breaks, training and illness. */
export function onTheRota(agents: number, shrinkage: number): number {
  return Math.max(0, Math.ceil(agents / (1 - shrinkage) - 1e-9));
}
