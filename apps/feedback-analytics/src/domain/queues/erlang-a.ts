import { erlangB, erlangC, offeredLoad, type QueueForecast, type QueueLoad } from './erlang.js';

export interface ImpatientQueue extends QueueLoad {
  /** Mean time after which a waiting customer gives up (exponentially distributed). */
  readonly patienceSeconds: number;
}

/**
 * Erlang A: customers give up. O. Garnett, A. Mandelbaum, M. Reiman, Designing a call center with impatient customers,
 * M&SOM 4 (2002). Stable under any load: who gives up makes room.
 */
export function erlangA(queue: ImpatientQueue): QueueForecast {
  const { agents, arrivalsPerSecond, handlingSeconds, patienceSeconds } = queue;
  if (arrivalsPerSecond === 0) return { ...erlangC(queue), model: 'erlang-a' };
  const load = offeredLoad(queue);
  const { sum, queued } = waitingStates(queue);
  const blocking = erlangB(load, agents);
  const scale = blocking / (1 + (sum - 1) * blocking);
  const waitProbability = sum * scale;
  const meanQueue = queued * scale;
  const meanWaitSeconds = meanQueue / arrivalsPerSecond;
  const abandonedShare = meanWaitSeconds / patienceSeconds;
  const ofWaiting = (waitProbability * (agents / handlingSeconds)) / sum;
  return {
    model: 'erlang-a',
    waitProbability,
    meanWaitSeconds,
    meanQueue,
    occupancy: (load * (1 - abandonedShare)) / agents,
    abandonedShare,
    answeredWithin: (seconds) => 1 - waitProbability + ofWaiting * answeredDensity(queue, seconds),
  };
}

/** Σ of the weights of the states in which all agents are busy, relative to that without a queue, and Σ of them by length. */
function waitingStates({ agents, arrivalsPerSecond, handlingSeconds, patienceSeconds }: ImpatientQueue) {
  let [weight, sum, queued] = [1, 1, 0];
  for (let length = 1; ; length++) {
    weight *= arrivalsPerSecond / (agents / handlingSeconds + length / patienceSeconds);
    sum += weight;
    queued += length * weight;
    const isFalling = arrivalsPerSecond < agents / handlingSeconds + length / patienceSeconds;
    if (isFalling && length * weight < queued * 1e-17) return { sum, queued };
  }
}

/**
 * ∫ of the density of the offered wait (F. Baccelli, G. Hebuterne 1981) times the chance of still being there, from 0 to
 * `seconds`, by Simpson's rule with steps much shorter than the fastest of the rates.
 */
function answeredDensity(queue: ImpatientQueue, seconds: number): number {
  const { agents, arrivalsPerSecond, handlingSeconds, patienceSeconds } = queue;
  const busy = agents / handlingSeconds;
  const density = (at: number): number =>
    Math.exp(
      arrivalsPerSecond * patienceSeconds * -Math.expm1(-at / patienceSeconds) - busy * at - at / patienceSeconds,
    );
  const fastest = busy + arrivalsPerSecond + 1 / patienceSeconds;
  const steps = 2 * Math.min(100_000, Math.max(500, Math.ceil(20 * fastest * seconds)));
  const width = seconds / steps;
  let sum = density(0) + density(seconds);
  for (let step = 1; step < steps; step++) sum += (step % 2 === 0 ? 2 : 4) * density(step * width);
  return (sum * width) / 3;
}
