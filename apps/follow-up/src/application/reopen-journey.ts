import { Injectable } from '@nestjs/common';
import type { CaseReopened, CloudEvent } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { reopened } from '../domain/journey.js';
import type { FollowUpUnit } from './stores.js';

/** The customer came back. A question about the cycle before, if it was not put yet, is withheld when it is due. */
@Injectable()
export class ReopenJourney {
  async run({ data }: CloudEvent<CaseReopened>, unit: FollowUpUnit): Promise<HandlerOutcome> {
    const journey = reopened(await unit.journeys.get(data.caseId), data.cycle);
    if (!journey) return 'ignored';
    unit.journeys.put(journey);
  }
}
