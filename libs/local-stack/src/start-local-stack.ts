import type { LocalStack, LocalStackOptions } from './local-stack.js';
import { StackFailure } from './stack-failure.js';

/**
 * Starts a real Postgres and a real Apache Kafka on this machine, or uses those that the settings name.
 * @throws StackFailure with one sentence for the user
 */
export function startLocalStack(_options: LocalStackOptions = {}): Promise<LocalStack> {
  return Promise.reject(new StackFailure('not yet'));
}
