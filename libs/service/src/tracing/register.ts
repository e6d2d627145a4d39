/**
 * Loaded before everything else: `node --import ./dist/libs/service/src/tracing/register.js dist/apps/<service>/src/main.js`.
 * Records traces through HTTP, Kafka and Postgres when `OTEL_EXPORTER_OTLP_ENDPOINT` is set, and costs nothing otherwise.
 * `OTEL_SERVICE_NAME` names the service.
 */
import { register } from 'node:module';
import { tracesAreCollected } from '../config/early-settings.js';

if (tracesAreCollected()) {
  // Without this hook, packages that are imported (and not required) cannot be instrumented.
  register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
  const { startTracing } = await import('./start-tracing.js');
  startTracing();
}
