import { Injectable } from '@nestjs/common';
import type { CaseOpened, CloudEvent } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { opened } from '../domain/journey.js';
import type { FollowUpUnit } from './stores.js';

@Injectable()
export class OpenJourney {
  async run({ data, time }: CloudEvent<CaseOpened>, unit: FollowUpUnit): Promise<HandlerOutcome> {
    const { caseId, customerId, interactionId, reference, cycle } = data;
    const facts = { caseId, customerId, interactionId, reference, cycle };
    const journey = opened(await unit.journeys.get(caseId), facts, new Date(time));
    if (!journey) return 'ignored';
    unit.journeys.put(journey);
  }
}
