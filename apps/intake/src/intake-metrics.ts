import { Injectable } from '@nestjs/common';
import { Gauge, register } from 'prom-client';
import { SuppressionCounts } from './application/records.js';

const name = 'intake_acknowledgements_suppressed';

/** Read from the database at each scrape, so all instances show the same figures: take one of them, not their sum. */
@Injectable()
export class IntakeMetrics {
  constructor(counts: SuppressionCounts) {
    // The registry belongs to the process; tests start several services in one.
    register.removeSingleMetric(name);
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
