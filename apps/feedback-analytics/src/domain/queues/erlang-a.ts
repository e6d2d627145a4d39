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
  const { logUnit, sum, queued } = waitingStates(queue);
  const blocking = erlangB(load, agents);
  const everything = Math.exp(logUnit) * (1 - blocking) + sum * blocking;
  const waitProbability = (sum * blocking) / everything;
  const meanQueue = (queued * blocking) / everything;
  const meanWaitSeconds = meanQueue / arrivalsPerSecond;
  const abandonedShare = meanWaitSeconds / patienceSeconds;
  const rate = (waitProbability * agents) / handlingSeconds;
  const logSum = Math.log(sum) - logUnit;
  return {
    model: 'erlang-a',
    waitProbability,
    meanWaitSeconds,
    meanQueue,
    occupancy: (load * (1 - abandonedShare)) / agents,
    abandonedShare,
    answeredWithin: (seconds) => 1 - waitProbability + rate * answeredDensity(queue, seconds, logSum),
  };
}

/** Before the largest double is near. */
const tooLarge = 1e200;

/**
 * Σ of the weights of the states in which all agents are busy, and Σ of them by length, where the state without a queue
 * weighs e^`logUnit`: 1, or less where an overloaded queue would outgrow a double.
 */
function waitingStates({ agents, arrivalsPerSecond, handlingSeconds, patienceSeconds }: ImpatientQueue) {
  let [logUnit, weight, sum, queued] = [0, 1, 1, 0];
  for (let length = 1; ; length++) {
    const leaving = agents / handlingSeconds + length / patienceSeconds;
    weight *= arrivalsPerSecond / leaving;
    sum += weight;
    queued += length * weight;
    if (arrivalsPerSecond < leaving && length * weight < queued * 1e-17) return { logUnit, sum, queued };
    if (weight < tooLarge) continue;
    logUnit -= Math.log(tooLarge);
    [weight, sum, queued] = [weight / tooLarge, sum / tooLarge, queued / tooLarge];
  }
}

/**
 * ∫ of the density of the offered wait (F. Baccelli, G. Hebuterne 1981) times the chance of still being there, from 0 to
 * `seconds`, by Simpson's rule with steps much shorter than the fastest of the rates; relative to the sum of the states.
 */
function answeredDensity(queue: ImpatientQueue, seconds: number, logSum: number): number {
  const { agents, arrivalsPerSecond, handlingSeconds, patienceSeconds } = queue;
  const busy = agents / handlingSeconds;
  const density = (at: number): number =>
    Math.exp(
      arrivalsPerSecond * patienceSeconds * -Math.expm1(-at / patienceSeconds) -
        busy * at -
        at / patienceSeconds -
        logSum,
    );
  const fastest = busy + arrivalsPerSecond + 1 / patienceSeconds;
  const steps = 2 * Math.min(100_000, Math.max(500, Math.ceil(20 * fastest * seconds)));
  const width = seconds / steps;
  let sum = density(0) + density(seconds);
  for (let step = 1; step < steps; step++) sum += (step % 2 === 0 ? 2 : 4) * density(step * width);
  return (sum * width) / 3;
}
