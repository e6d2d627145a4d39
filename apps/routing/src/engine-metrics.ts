import { Counter, Histogram } from 'prom-client';
import type { Decision } from './domain/engine/decide.js';

const estimateError = new Histogram({
  name: 'routing_wait_estimate_error_seconds',
  help: 'Waits that were told minus waits that came, in seconds; below 0: it took longer than was said',
  buckets: [-1800, -600, -300, -120, -60, -30, -10, 0, 10, 30, 60, 120, 300, 600, 1800],
});

const offers = new Counter({ name: 'routing_offers_total', help: 'Offers made', labelNames: ['queue'] });

const waits = new Histogram({
  name: 'routing_wait_seconds',
  help: 'From the beginning of the wait to when somebody had it',
  labelNames: ['queue'],
  buckets: [0.1, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 14400],
});

/** What a decision that is committed shows of the service. */
export function measureDecision({ facts, changes, explanations }: Decision): void {
  for (const one of explanations) if (one.decision === 'offered') offers.inc({ queue: one.queueId });
  for (const { itemId, fact } of facts) {
    if (fact.type !== 'queue-left' || fact.reason !== 'answered') continue;
    waits.observe({ queue: changes.items.get(itemId)?.queueId ?? 'other' }, fact.waitedSeconds);
    if (fact.estimatedSeconds !== undefined) estimateError.observe(fact.estimatedSeconds - fact.waitedSeconds);
  }
}
