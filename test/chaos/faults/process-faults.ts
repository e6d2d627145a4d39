import { setTimeout as delay } from 'node:timers/promises';
import type { SeamPoint } from '#libs/messaging/testing';
import type { Random } from '../random.js';
import type { Instance } from '../world/instance.js';
import type { World } from '../world/world.js';
import { consumerPoints, isRelayPoint, NotReached, type Fault } from './fault.js';

/** Some steps come only after others: a relay of analytics has nothing to send before somebody answered a survey. */
const reachedWithinMs = 60_000;
/** Past the group's session time-out (15 s) and every time-out of the database. */
const zombieMs = 18_000;

async function instanceAt(world: World, random: Random, service: string, point: SeamPoint): Promise<Instance> {
  const instances = world.instancesOf(service);
  if (!isRelayPoint(point) || instances.length === 1) return random.pick(instances);
  for (let tries = 0; tries < 50; tries += 1) {
    for (const instance of instances) if (await instance.leads()) return instance;
    await delay(100);
  }
  throw new NotReached(`a leader of ${service}`);
}

/** kill -9 of every service at once, each at the next crash point of its turn, so that six rounds or so make a full square. */
export function crashFaults(services: readonly string[]): Fault[] {
  return consumerPoints.map((_, turn) => ({
    name: services.length === 1 ? `crash-${consumerPoints[turn]}` : `crash-points-${turn + 1}`,
    instances: 1,
    inject: async (world, random) => {
      await Promise.all(
        services.map(async (service, index) => {
          const point = consumerPoints[(turn + index) % consumerPoints.length] ?? 'slice-ready';
          const instance = await instanceAt(world, random, service, point);
          const after = random.between(1, 3);
          if (!(await instance.arm({ point, after, signal: 'SIGKILL' }, reachedWithinMs)))
            throw new NotReached(`${point} of ${service}`);
        }),
      );
    },
  }));
}

/** SIGSTOP at one step, SIGCONT when everybody else has given it up. */
function zombie(name: string, points: readonly SeamPoint[]): Fault {
  return {
    name,
    instances: 2,
    inject: async (world, random) => {
      const service = world.doubled;
      const point = random.pick(points);
      const instance = await instanceAt(world, random, service, point);
      const after = random.between(1, 4);
      if (!(await instance.arm({ point, after, signal: 'SIGSTOP' }, reachedWithinMs)))
        throw new NotReached(`${point} of ${service}`);
      await delay(zombieMs);
      instance.kill('SIGCONT');
    },
  };
}

export const processFaults: readonly Fault[] = [
  {
    name: 'kill',
    instances: 1,
    inject: async (world, random) => {
      await delay(random.between(200, 1_500));
      await Promise.all(world.all.map((instance) => instance.crash()));
    },
  },
  {
    name: 'kill-one-of-two',
    instances: 2,
    inject: async (world, random) => {
      await delay(random.between(200, 1_500));
      await random.pick(world.instancesOf(world.doubled)).crash();
    },
  },
  zombie('zombie-consumer', ['slice-ready']),
  zombie('zombie-mid-slice', ['slice-fenced', 'slice-handled']),
  zombie('zombie-relay', ['relay-read', 'relay-sent']),
  {
    name: 'sigterm',
    instances: 1,
    inject: async (world, random) => {
      await delay(random.between(200, 1_500));
      await Promise.all(world.all.map((instance) => restart(instance)));
    },
  },
  {
    name: 'rolling-restart',
    instances: 2,
    inject: async (world) => {
      for (const instance of world.instancesOf(world.doubled)) await restart(instance);
    },
  },
];

async function restart(instance: Instance): Promise<void> {
  const code = await instance.stop();
  if (code !== 0) throw new Error(`${instance.service} ended with ${String(code)} after SIGTERM`);
  await instance.start();
}
