import { setTimeout as delay } from 'node:timers/promises';
import type { TcpProxy } from '../world/tcp-proxy.js';
import type { World } from '../world/world.js';
import type { Random } from '../random.js';
import type { Fault } from './fault.js';

type Side = 'kafka' | 'postgres';
type Disturb = (proxy: TcpProxy, random: Random) => Promise<void>;

const proxyOf = (world: World, side: Side): TcpProxy => (side === 'kafka' ? world.kafkaProxy : world.postgresProxy);

const disturbances: Readonly<Record<string, Disturb>> = {
  cut: async (proxy, random) => {
    await proxy.cut();
    await delay(random.between(1_000, 6_000));
  },
  /** Longer than the services' time-outs for an answer (10 s), so that they have to find out by themselves. */
  blackhole: async (proxy, random) => {
    proxy.silence();
    await delay(random.between(6_000, 13_000));
  },
  reset: async (proxy, random) => {
    for (let times = 0; times < 5; times += 1) {
      proxy.reset();
      await delay(random.between(50, 700));
    }
  },
  'cut-after-bytes': async (proxy, random) => {
    for (let times = 0; times < 4; times += 1) {
      proxy.cutAfter(random.between(500, 60_000));
      await delay(1_000);
    }
  },
};

export const networkFaults: readonly Fault[] = (['kafka', 'postgres'] as const).flatMap((side) =>
  Object.entries(disturbances).map(([name, disturb]) => ({
    name: `${side}-${name}`,
    instances: 1 as const,
    inject: async (world: World, random: Random) => {
      const proxy = proxyOf(world, side);
      await delay(random.between(0, 500));
      try {
        await disturb(proxy, random);
      } finally {
        await proxy.heal();
      }
    },
  })),
);
