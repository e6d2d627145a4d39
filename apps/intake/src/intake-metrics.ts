import { Injectable } from '@nestjs/common';
import { Counter, Gauge, register } from 'prom-client';
import { QualityTally } from './application/quality-tally.js';
import { SuppressionCounts } from './application/records.js';

const name = 'intake_acknowledgements_suppressed';
const findings = 'intake_quality_findings_total';
/** More names of fields are of a sender's making, and one series together. */
const mostFields = 150;

/** Read from the database at each scrape, so all instances show the same figures: take one of them, not their sum. */
@Injectable()
export class IntakeMetrics {
  constructor(counts: SuppressionCounts, quality: QualityTally) {
    // The registry belongs to the process; tests start several services in one.
    register.removeSingleMetric(name);
    register.removeSingleMetric(findings);
    countFindings(quality);
    new Gauge({
      name,
      help: 'Contacts that were not acknowledged since the service exists, all instances together',
      labelNames: ['reason'],
      async collect() {
        for (const { reason, count } of await counts.all()) this.set({ reason }, count);
      },
    });
  }
}

/** Of this instance; refusals on Kafka are `messaging_consumed_total{outcome="dead"}`, and in the quarantine by field. */
function countFindings(quality: QualityTally): void {
  const counter = new Counter({
    name: findings,
    help: 'What can be said against submissions, by registered adapter',
    labelNames: ['adapter', 'field', 'problem'],
  });
  const fields = new Set<string>();
  quality.onFinding = (adapter, { field, problem }) => {
    if (fields.size < mostFields) fields.add(field);
    counter.inc({ adapter, field: fields.has(field) ? field : 'other', problem });
  };
}
