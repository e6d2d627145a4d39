import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionClassified } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { present } from '../domain/present.js';
import { ReportCalendar } from './report-calendar.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

@Injectable()
export class RecordInteraction {
  constructor(private readonly calendar: ReportCalendar) {}

  run({ data }: CloudEvent<InteractionClassified>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { interactionId, customerId, channel, direction, kind, need, language, isFirstContact, anonymous } = data;
    const occurredAt = new Date(data.occurredAt);
    const key = this.calendar.slice(occurredAt, channel, undefined);
    const who = { interactionId, customerId, channel, direction, isFirstContact, anonymous };
    const what = { kind: kind.value, primaryNeed: need?.value, language: language?.value };
    unit.interactions.append(present({ ...who, ...what, occurredAt, day: key.day, recordedAt: unit.now }));
    unit.volumes.add(key, direction === 'inbound' ? { received: 1 } : { contacted: 1 });
    return Promise.resolve();
  }
}
