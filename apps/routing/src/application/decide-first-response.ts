import { Injectable } from '@nestjs/common';
import type { DueTimer } from '#libs/messaging';
import { firstResponseDue } from '../domain/decide-case.js';
import type { RoutingUnit } from './routing-unit.js';
import { tellCase } from './tell-case.js';

/** Nobody answered in time. */
@Injectable()
export class DecideFirstResponse {
  async run(timer: DueTimer, unit: RoutingUnit): Promise<void> {
    const found = await unit.cases.get(timer.ref);
    if (found) tellCase(unit, found, firstResponseDue(found, unit.now));
  }
}
