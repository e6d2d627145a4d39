import { Injectable } from '@nestjs/common';
import type { Attribution, CloudEvent, MessageDelivered, SurveyAnswered, SurveyInvited } from '#libs/contracts';
import { invitationContributions, type Invitation, type SurveyResponse } from '../domain/facts/invitation.js';
import type { Dims } from '../domain/facts/dims.js';
import { gapContributions, gapsOf } from '../domain/facts/survey-response.js';
import { topicOf } from '../domain/facts/topic.js';
import { present } from '../domain/present.js';
import { FrozenContexts } from './frozen-contexts.js';
import { WriteFigures } from './write-figures.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** Who was asked, whom it reached, who answered, and how far what they got was from what they expected. */
@Injectable()
export class CountSurveys {
  constructor(
    private readonly contexts: FrozenContexts,
    private readonly figures: WriteFigures,
  ) {}

  async invited(event: CloudEvent<SurveyInvited>, unit: FeedbackAnalyticsUnit): Promise<void> {
    const { messageId, responseId, attribution, channel, invitedAt, customerId } = event.data;
    const before = await unit.invitations.get(messageId);
    const dims = attributed(attribution, channel, await this.contexts.customer(event, customerId, unit));
    const known = before ?? { messageId, isDelivered: false };
    this.keep(before, { ...known, responseId, invitedAt: new Date(invitedAt), dims }, unit);
  }

  /** Of every message, because the receipt can come before the invitation. */
  async delivered({ data }: CloudEvent<MessageDelivered>, unit: FeedbackAnalyticsUnit): Promise<void> {
    const before = await unit.invitations.get(data.messageId);
    this.keep(before, { ...(before ?? { messageId: data.messageId, dims: {} }), isDelivered: true }, unit);
  }

  async answered(event: CloudEvent<SurveyAnswered>, unit: FeedbackAnalyticsUnit): Promise<void> {
    const { responseId, revision, attribution, channel, answers, customerId } = event.data;
    const before = await unit.responses.get(responseId);
    if (before && before.revision >= revision) return;
    const dims = attributed(attribution, channel, await this.contexts.customer(event, customerId, unit));
    const [invitedAt, answeredAt] = [new Date(event.data.invitedAt), new Date(event.data.answeredAt)];
    const contributions = [
      { measure: 'survey', at: invitedAt.getTime(), dims, sums: { part2: 1 } } as const,
      ...gapContributions(gapsOf(answers), answeredAt.getTime(), dims),
    ];
    const version = (before?.version ?? 0) + 1;
    const after: SurveyResponse = { responseId, version, revision, invitedAt, answeredAt, dims, contributions };
    this.figures.run(before?.contributions ?? [], contributions, unit);
    unit.responses.put(after);
  }

  private keep(
    before: Invitation | undefined,
    invitation: Omit<Invitation, 'version'>,
    unit: FeedbackAnalyticsUnit,
  ): void {
    const after = { ...invitation, version: (before?.version ?? 0) + 1 };
    this.figures.run(before ? invitationContributions(before) : [], invitationContributions(after), unit);
    unit.invitations.put(after);
  }
}

interface Level {
  readonly segment?: string;
  readonly tier?: string;
}

/** Whom and what an answer judges: frozen in the survey, and where that says nothing, as the customer was known then. */
export function attributed(attribution: Attribution, channel: string, known: Level): Dims {
  const { queueId: queue, teamId: team, agentId: agent, kind, primaryNeed: need, brand, site, product } = attribution;
  const level = { segment: attribution.segment ?? known.segment, tier: attribution.tier ?? known.tier };
  return present({
    ...{ channel: attribution.channel ?? channel, queue, team, agent, kind, need, ...level },
    ...{ brand, site, product, topic: topicOf(attribution.issueKey) },
  });
}
