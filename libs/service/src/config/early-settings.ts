// Imports nothing that could be instrumented: tracing starts after this file and before everything else.
import type { Environment } from './load-settings.js';
import { logLevels } from './log-levels.js';

/** The level for the time before the settings are checked; a wrong one is reported by that check. */
export function startLogLevel(env: Environment = process.env): string {
  const level = env['LOG_LEVEL'];
  return logLevels.find((known) => known === level) ?? 'info';
}

/** Traces are recorded only where somebody collects them; the other `OTEL_*` variables are read by OpenTelemetry. */
export function tracesAreCollected(env: Environment = process.env): boolean {
  return Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']);
}
