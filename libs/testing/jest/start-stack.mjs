import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { importTypeScript } from './typescript-hooks.mjs';

const databases = ['INTAKE', 'ROUTING', 'FOLLOW_UP', 'FEEDBACK_ANALYTICS'];

/**
 * Starts Kafka and Postgres once for a whole run of the `int` and `e2e` projects and says in the environment, which the
 * workers inherit, where they are. What the environment already names is used and not started. The data lives beside the
 * developer's own stack in a folder of its own, so a test run never sees or harms the other.
 */
export default async function startStack() {
  process.env.TEST_RUN_ID ??= randomUUID();
  const { KAFKA_BROKERS: brokers, TEST_POSTGRES_URL: postgres } = process.env;
  if (brokers && postgres) return;

  const hooks = importTypeScript();
  const { startLocalStack } = await import('#libs/local-stack');
  hooks.deregister();
  const stack = await inAFreeFolder((dataDirectory) =>
    startLocalStack({
      dataDirectory,
      onProgress: (line) => console.error(line),
      // The stack starts no server that is named here; which database is meant does not matter to the tests.
      settings: {
        KAFKA_BROKERS: brokers,
        ...Object.fromEntries(databases.map((name) => [`${name}_DATABASE_URL`, postgres])),
      },
    }),
  );
  globalThis.localStack = stack;
  for (const [signal, status] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
    // Jest leaves without a teardown on a signal, and the servers would outlive it.
    process.once(signal, () => void stack.stop().finally(() => process.exit(status)));
  }
  process.env.KAFKA_BROKERS = stack.brokers.join(',');
  process.env.TEST_POSTGRES_URL ??= stack.adminDatabaseUrl;
}

/** Another run of the tests may be under way in this checkout: each has servers of its own. */
async function inAFreeFolder(start) {
  const folder = resolve(import.meta.dirname, '../../../.stack');
  for (let run = 1; ; run++) {
    try {
      return await start(resolve(folder, run === 1 ? 'test' : `test-${run}`));
    } catch (error) {
      if (run === 9 || !/already running/.test(error.message)) throw error;
    }
  }
}
