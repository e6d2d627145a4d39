import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionReclassified } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { present } from '../domain/present.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** A person said what a contact is really about: later questions to the facts are answered with that. */
@Injectable()
export class CorrectInteraction {
  async run({ data }: CloudEvent<InteractionReclassified>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { interactionId, kind, need, language } = data;
    // Urgency, topics and the rest are not among the facts.
    if (kind === undefined && need === undefined && language === undefined) return 'ignored';
    const what = { kind: kind?.value, primaryNeed: need?.value, language: language?.value };
    unit.interactionCorrections.append(present({ interactionId, ...what }));
  }
}
