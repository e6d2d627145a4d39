import { databaseOwners } from '#libs/local-stack';
import type { Evidence, Finding } from './check/evidence.js';
import { checkReference } from './check/check-reference.js';
import { checkServices } from './check/check-services.js';
import type { Load } from './load/load.js';
import { kafkaClient } from './load/load.js';
import { ReferenceLoad } from './load/reference-load.js';
import { ServicesLoad } from './load/services-load.js';
import type { TargetName } from './options.js';
import type { Random } from './random.js';
import type { World } from './world/world.js';

/** What is put under faults: processes, the load on them, and the rules by which the outcome is judged. */
export interface Target {
  readonly services: readonly string[];
  readonly loadOf: (world: World) => { start(random: Random): Load };
  readonly check: (evidence: Evidence) => Finding[];
}

export const targets: Readonly<Record<TargetName, Target>> = {
  reference: {
    services: ['reference'],
    loadOf: (world) => new ReferenceLoad(kafkaClient(world.stack.brokers), world.operations),
    check: checkReference,
  },
  services: {
    services: databaseOwners,
    loadOf: (world) => new ServicesLoad(kafkaClient(world.stack.brokers), world),
    check: checkServices,
  },
};
