import { Injectable } from '@nestjs/common';
import type { CaseClosed, CaseEvent, CaseOpened, CaseReopened, CaseReplied, CloudEvent } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { closed, opened, reopened, replied, type CaseFact, type NewCase } from '../domain/case-fact.js';
import { present } from '../domain/present.js';
import type { VolumeCount } from '../domain/volume.js';
import { ReportCalendar } from './report-calendar.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** Cases as facts: one row for each, and counts by the day on which something happened to them. */
@Injectable()
export class FollowCase {
  constructor(private readonly calendar: ReportCalendar) {}

  async opened(event: CloudEvent<CaseOpened>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const fact = opened(await unit.cases.get(event.data.caseId), newCase(event.data, new Date(event.time)));
    return this.keep(fact, event, 'casesOpened', unit);
  }

  async replied({ data }: CloudEvent<CaseReplied>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const fact = data.first ? replied(await unit.cases.get(data.caseId), data.waitedSeconds) : undefined;
    if (!fact) return 'ignored';
    unit.cases.put(fact);
  }

  async closed(event: CloudEvent<CaseClosed>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { data, time } = event;
    const at = new Date(time);
    const facts = newCase(data, data.openedAt === undefined ? at : new Date(data.openedAt));
    return this.keep(closed(await unit.cases.get(data.caseId), facts, at), event, 'casesClosed', unit);
  }

  async reopened(event: CloudEvent<CaseReopened>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const fact = reopened(await unit.cases.get(event.data.caseId), event.data.cycle);
    return this.keep(fact, event, 'casesReopened', unit);
  }

  private keep(
    fact: CaseFact | undefined,
    { data, time }: CloudEvent<CaseEvent>,
    count: VolumeCount,
    unit: FeedbackAnalyticsUnit,
  ): HandlerOutcome {
    if (!fact) return 'ignored';
    unit.cases.put(fact);
    unit.volumes.add(this.calendar.slice(new Date(time), data.channel, data.queueId), { [count]: 1 });
  }
}

function newCase(data: CaseOpened | CaseClosed, openedAt: Date): NewCase {
  const { caseId, customerId, interactionId, cycle, channel, queueId, kind, primaryNeed, issueKey } = data;
  const agentId = 'agentId' in data ? data.agentId : undefined;
  const what = { channel, queueId, kind, primaryNeed, issueKey, agentId };
  return present({ caseId, customerId, interactionId, cycle, ...what, openedAt });
}
