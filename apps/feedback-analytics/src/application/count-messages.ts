import { Injectable } from '@nestjs/common';
import type { CloudEvent, MessageReceipt, SurveyInvited } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import type { VolumeCount } from '../domain/volume.js';
import { ReportCalendar } from './report-calendar.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** What went out to customers, and what became of it. */
@Injectable()
export class CountMessages {
  constructor(private readonly calendar: ReportCalendar) {}

  receipt(
    { data, time }: CloudEvent<MessageReceipt>,
    count: VolumeCount,
    unit: FeedbackAnalyticsUnit,
  ): Promise<HandlerOutcome> {
    unit.volumes.add(this.calendar.slice(new Date(time), data.channel, undefined), { [count]: 1 });
    return Promise.resolve();
  }

  invited({ data }: CloudEvent<SurveyInvited>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { channel, queueId } = data.attribution;
    unit.volumes.add(this.calendar.slice(new Date(data.invitedAt), channel ?? data.channel, queueId), {
      surveysInvited: 1,
    });
    return Promise.resolve();
  }
}
