import { Injectable } from '@nestjs/common';
import type { DueTimer } from '#libs/messaging';
import { RoutingPolicy } from './routing-policy.js';
import type { RoutingUnit } from './routing-unit.js';
import { tellTime } from './tell-case.js';

/** Time has brought news of a case: a warning, a deadline, a promise that was not kept. */
@Injectable()
export class TellDueCase {
  constructor(private readonly policy: RoutingPolicy) {}

  async run(timer: DueTimer, unit: RoutingUnit): Promise<void> {
    const found = await unit.cases.get(timer.ref);
    if (found) tellTime(unit, found, this.policy.hours);
  }
}
