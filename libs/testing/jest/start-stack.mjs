import { resolve } from 'node:path';
import { importTypeScript } from './typescript-hooks.mjs';

/**
 * Starts Kafka and Postgres once for a whole run of the `int` and `e2e` projects and says in the environment, which the
 * workers inherit, where they are. What the environment already names is used and not started. The data lives beside the
 * developer's own stack in a folder of its own, so a test run never sees or harms the other.
 */
export default async function startStack() {
  if (process.env.KAFKA_BROKERS && process.env.TEST_POSTGRES_URL) return;
  const hooks = importTypeScript();
  const { startLocalStack } = await import('#libs/local-stack');
  hooks.deregister();
  const stack = await startLocalStack({ dataDir: resolve(import.meta.dirname, '../../../.stack/test') });
  globalThis.__thirdringStack = stack;
  process.env.KAFKA_BROKERS ??= stack.brokers;
  process.env.TEST_POSTGRES_URL ??= stack.adminUrl;
}
