import type { Kafka, logCreator, RetryOptions } from 'kafkajs';
import type { LogOptions } from '../log/log.js';
import { registerCodecs } from './compression.js';
import { kafkajs } from './kafkajs.js';
import { StalledConnections } from './stalled-connections.js';

/**
 * kafkajs gives up after some 30 s with its own settings and then waits 30 s before it starts again. With these it
 * was back 2.3 s after the broker, and a writer repeats a batch under the same sequence numbers for two minutes.
 */
export const patientRetry = { initialRetryTime: 100, maxRetryTime: 2_000, retries: 60 } satisfies RetryOptions;

/** The same line is passed on once in this time: a retry loop must not fill the disk. */
const repeatAfterMs = 10_000;

/** What the broker answers while the markers of the transaction before are being written: usual, and kafkajs repeats. */
const ongoingTransaction = 'another concurrent operation on the same transaction was ongoing';

export interface Client {
  readonly kafka: Kafka;
  /** To be registered for the request time-outs of the consumer or producer made from it. */
  readonly onRequestTimeout: StalledConnections['onRequestTimeout'];
}

/**
 * A client of its own for each reader and writer: kafkajs shares committed offsets between the consumers of one
 * `Kafka` object, and a member that rejoins empties that table under the others.
 */
export function createClient(options: LogOptions): Client {
  registerCodecs();
  const connections = new StalledConnections();
  const kafka = new kafkajs.Kafka({
    brokers: [...options.brokers],
    clientId: options.clientId,
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    retry: patientRetry,
    logLevel: kafkajs.logLevel.ERROR,
    logCreator: problemReporter(options.onProblem),
    socketFactory: connections.socketFactory,
  });
  return { kafka, onRequestTimeout: connections.onRequestTimeout };
}

function problemReporter(onProblem: LogOptions['onProblem']): logCreator {
  const lastReported = new Map<string, number>();
  return () =>
    ({ namespace, log }) => {
      const { message, logger: _logger, timestamp: _timestamp, ...detail } = log;
      const now = performance.now();
      const last = lastReported.get(message);
      if (
        `${message} ${String(detail['error'])}`.includes(ongoingTransaction) ||
        (last !== undefined && now - last < repeatAfterMs)
      )
        return;
      if (lastReported.size > 1_000) lastReported.clear();
      lastReported.set(message, now);
      onProblem?.(message, { source: `kafkajs ${namespace}`.trim(), ...detail });
    };
}

/** The error that kafkajs wrapped, often several times over. */
export function rootCause(error: unknown): unknown {
  let current = error;
  while (current instanceof Error && current.cause !== undefined && current.cause !== current) current = current.cause;
  return current;
}
