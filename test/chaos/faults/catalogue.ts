import { setTimeout as delay } from 'node:timers/promises';
import type { Bug } from '#libs/messaging/testing';
import type { Random } from '../random.js';
import type { Fault } from './fault.js';
import { networkFaults } from './network-faults.js';
import { crashFaults, processFaults } from './process-faults.js';
import { serverFaults } from './server-faults.js';

/** No fault but the load's own: repetitions, other bodies, poison. */
const none: Fault = { name: 'none', instances: 1, inject: () => delay(4_000) };

export function faultsFor(services: readonly string[]): Fault[] {
  return [none, ...crashFaults(services), ...processFaults, ...serverFaults, ...networkFaults];
}

/** Every fault once in an order drawn from the seed, then all of them again. */
export function schedule(faults: readonly Fault[], rounds: number, random: Random): Fault[] {
  const scheduled: Fault[] = [];
  while (scheduled.length < rounds) scheduled.push(...random.shuffled(faults));
  return scheduled.slice(0, rounds);
}

/** The faults under which each bug shows: with another one a broken run could pass by luck. */
export const faultsThatShow: Readonly<Record<Bug, readonly string[]>> = {
  'no-inbox': ['none'],
  'no-fence': ['zombie-consumer'],
  'commit-offset-first': ['crash-slice-fenced', 'crash-slice-handled', 'crash-points'],
  'delete-before-ack': ['crash-relay-read', 'crash-points'],
  'unordered-relay': ['none'],
  'swallow-poison': ['none'],
};
