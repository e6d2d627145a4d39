import FastifyOtel from '@fastify/otel';
import { KafkaJsInstrumentation } from '@opentelemetry/instrumentation-kafkajs';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { flushTracesWith } from './flush-traces.js';

/** Exporter, sampler, service name and limits come from the `OTEL_*` variables. */
export function startTracing(): void {
  const sdk = new NodeSDK({
    instrumentations: [
      new FastifyOtel.FastifyOtelInstrumentation({
        registerOnInitialization: true,
        ignorePaths: ({ url }) => /^\/(health|metrics)/.test(url),
      }),
      new KafkaJsInstrumentation(),
      // Statements without their parameters, and no span where nobody traces: the relay and the timers poll.
      new PgInstrumentation({ enhancedDatabaseReporting: false, requireParentSpan: true }),
    ],
  });
  sdk.start();
  flushTracesWith(() => sdk.shutdown());
}
