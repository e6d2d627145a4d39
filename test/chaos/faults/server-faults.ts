import { setTimeout as delay } from 'node:timers/promises';
import type { ServerHandle } from '#libs/local-stack';
import type { Random } from '../random.js';
import { withClient } from '../world/table-dump.js';
import type { World } from '../world/world.js';
import type { Fault } from './fault.js';

type Server = 'kafka' | 'postgres';

function serverOf(world: World, server: Server): ServerHandle {
  const handle = world.stack[server];
  if (handle === undefined) throw new Error(`${server} is not ours to break`);
  return handle;
}

function ended(name: string, server: Server, signal: NodeJS.Signals): Fault {
  return {
    name,
    instances: 1,
    inject: async (world, random) => {
      const handle = serverOf(world, server);
      await delay(random.between(0, 1_000));
      handle.kill(signal);
      await handle.exited();
      await delay(random.between(0, 3_000));
      await handle.start();
    },
  };
}

/** Sessions of the services, not those of the run. */
const sessions = 'select pid from pg_stat_activity where usename <> current_user and backend_type = $$client backend$$';

export const serverFaults: readonly Fault[] = [
  ended('broker-kill', 'kafka', 'SIGKILL'),
  ended('broker-restart', 'kafka', 'SIGTERM'),
  ended('postgres-immediate', 'postgres', 'SIGQUIT'),
  ended('postgres-restart', 'postgres', 'SIGINT'),
  {
    name: 'backends-killed',
    instances: 1,
    inject: async (world, random) => {
      const killed = `select pg_terminate_backend(pid) from (${sessions}) s`;
      for (let times = 0; times < 4; times += 1) {
        await withClient(world.stack.adminDatabaseUrl ?? '', (client) => client.query(killed));
        await delay(random.between(100, 900));
      }
    },
  },
  {
    name: 'replayed-twice',
    instances: 1,
    inject: async (world) => {
      // Two operators at once ask for the latest dead letters: each is tried once more and, being poison, dies again.
      const ask =
        "update dead_letter set status = 'replay-requested' where id > (select max(id) - 100 from dead_letter) and status <> 'discarded'";
      const urls = [...world.databaseUrls.values()];
      await Promise.all([...urls, ...urls].map((url) => withClient(url, (client) => client.query(ask))));
    },
  },
  {
    name: 'foreign-lock',
    instances: 1,
    inject: async (world, random) => {
      await Promise.all([...world.databaseUrls.values()].map((url) => holdTables(url, random)));
    },
  },
];

/** Somebody else's long transaction: past the services' lock_timeout of 5 s. */
async function holdTables(url: string, random: Random): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('begin');
    await client.query(
      random.isBelow(0.5) ? 'lock table consumer_offset in exclusive mode' : 'lock table inbox in exclusive mode',
    );
    await delay(random.between(6_000, 8_000));
    await client.query('rollback');
  });
}
