import type { INestApplication } from '@nestjs/common';
import { ServiceState } from '../health/service-state.js';

/**
 * Ends a service in this order: readiness says no; no new connection is taken and the requests in hand are answered;
 * the consumer finishes its slice; everything's `onApplicationShutdown`; the database pools, which all of them need.
 */
export async function shutDown(app: INestApplication): Promise<void> {
  app.get(ServiceState, { strict: false }).beginShutdown();
  await app.close();
}
