import { Counter, Gauge, Histogram } from 'prom-client';

/** All of the library's figures; the service's `/metrics` exposes the default registry. */
export const undeclaredLoads = new Counter({
  name: 'unit_undeclared_loads_total',
  help: 'States read by a handler that did not declare them',
  labelNames: ['store', 'handler'],
});
export const consumedEvents = new Counter({
  name: 'messaging_consumed_total',
  help: 'Records consumed by outcome',
  labelNames: ['topic', 'outcome'],
});
export const sliceSeconds = new Histogram({
  name: 'messaging_slice_seconds',
  help: 'Duration of one transaction of a slice',
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
});
export const sliceEvents = new Histogram({
  name: 'messaging_slice_events',
  help: 'Events in one transaction',
  buckets: [1, 5, 20, 50, 100, 250, 500, 1000],
});
export const sliceRetries = new Counter({
  name: 'messaging_slice_retries_total',
  help: 'Slices run again',
  labelNames: ['reason'],
});
export const consumerLag = new Gauge({
  name: 'messaging_consumer_lag',
  help: 'Records not consumed yet',
  labelNames: ['topic', 'partition'],
});
export const relayedEvents = new Counter({
  name: 'messaging_relayed_total',
  help: 'Outbox rows acknowledged by the broker',
  labelNames: ['lane'],
});
export const relayFailures = new Counter({
  name: 'messaging_relay_failures_total',
  help: 'Sends whose outcome was unknown and that were repeated',
  labelNames: ['lane'],
});
export const refusedEvents = new Counter({
  name: 'messaging_outbox_refused_total',
  help: 'Outbox rows that the broker refuses for good',
});
export const timersFired = new Counter({
  name: 'messaging_timers_fired_total',
  help: 'Timers fired',
  labelNames: ['kind'],
});
export const timerLateSeconds = new Histogram({
  name: 'messaging_timer_late_seconds',
  help: 'How late timers fire',
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30],
});
export const outboxOldestSeconds = new Gauge({
  name: 'messaging_outbox_oldest_seconds',
  help: 'Age of the oldest outbox row, 0 when empty',
});
export const parkedEvents = new Gauge({ name: 'messaging_parked_events', help: 'Events parked' });
export const deadLetters = new Gauge({ name: 'messaging_dead_letters', help: 'Dead letters not decided yet' });
export const pausedPartitions = new Gauge({
  name: 'messaging_paused_partitions',
  help: 'Partitions that an operator or a run of bugs has stopped',
});
export const relayLeader = new Gauge({
  name: 'messaging_relay_leader',
  help: '1 where this instance sends the outbox',
});
export const outboxRefused = new Gauge({
  name: 'messaging_outbox_refused',
  help: 'Outbox rows set aside because the broker refuses them for good',
});
export const outboxRows = new Gauge({ name: 'messaging_outbox_rows', help: 'Outbox rows, estimated by their ids' });
export const oldestDueTimerSeconds = new Gauge({
  name: 'messaging_oldest_due_timer_seconds',
  help: 'How long the oldest due timer has been waiting',
});
