/** Healthy = ready. The port is that of whichever service runs here. */
const port = ['INTAKE_PORT', 'ROUTING_PORT', 'FOLLOW_UP_PORT', 'FEEDBACK_ANALYTICS_PORT']
  .map((name) => process.env[name])
  .find((value) => value !== undefined);

try {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(4_000) });
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}
