import type { SeamPoint } from '#libs/messaging/testing';
import type { Random } from '../random.js';
import type { World } from '../world/world.js';

export interface Fault {
  readonly name: string;
  /** With 2, one service, drawn for each round, has a second instance: `world.doubled`. */
  readonly instances: 1 | 2;
  /** Resolves when the fault is over: recovery counts from there. Runs beside the load. */
  readonly inject: (world: World, random: Random) => Promise<void>;
}

/** The fault did not come about, so the round proves nothing. */
export class NotReached extends Error {
  constructor(what: string) {
    super(`${what} was not reached`);
  }
}

/** Crash points that every consumer has. */
export const consumerPoints = [
  'slice-ready',
  'slice-fenced',
  'slice-handled',
  'slice-committed',
  'relay-read',
  'relay-sent',
  'relay-deleted',
] as const satisfies readonly SeamPoint[];

export const isRelayPoint = (point: SeamPoint): boolean => point.startsWith('relay-');
