import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceBalance } from './balance/balance.js';
import type { Simulation } from './simulation.js';

const throughWithinMs = 120_000;
const lookEveryMs = 200;

/** Nothing is on its way: every record is consumed, every outbox is sent, nothing waits for another event. */
export function isThrough({ inFlight, outbox, parked }: ServiceBalance): boolean {
  return inFlight === 0 && outbox === 0 && parked === 0;
}

/** Looks until it holds, two minutes long. True when it holds twice in a row: between two topics an event can be in nobody's hands for a moment. */
export async function until(
  simulation: Simulation,
  holds: (balances: readonly ServiceBalance[]) => boolean,
): Promise<boolean> {
  const deadline = performance.now() + throughWithinMs;
  for (let inRow = 0; inRow < 2;) {
    if (performance.now() > deadline) return false;
    inRow = holds(await simulation.balances()) ? inRow + 1 : 0;
    await wait(lookEveryMs);
  }
  return true;
}
