import { Injectable } from '@nestjs/common';
import {
  FeedbackRecorded,
  uuidV8,
  type CloudEvent,
  type FeedbackRelation,
  type FeedbackSource,
  type SurveyAnswered,
  type SurveyItemAnswer,
} from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { csatOf, minus, noCsat, type CsatSums } from '../domain/csat.js';
import { unknownCustomer, type CustomerFact } from '../domain/customer-fact.js';
import { dimensionOf } from '../domain/dimension.js';
import { answerContributions } from '../domain/facts/answer-contributions.js';
import type { Dims } from '../domain/facts/dims.js';
import { topicOf } from '../domain/facts/topic.js';
import { present } from '../domain/present.js';
import { redact } from '../domain/redact.js';
import type { Frozen } from '../domain/facts/frozen.js';
import { FrozenContexts } from './frozen-contexts.js';
import { recordedEvent } from './feedback-row.js';
import { ReportCalendar } from './report-calendar.js';
import { WriteFigures } from './write-figures.js';
import type { FeedbackAnalyticsUnit, FeedbackRow } from './stores.js';

type Answered = CloudEvent<SurveyAnswered>;

/** One answer is one row, whoever computes its id and however often. */
export function feedbackIdOf(
  responseId: string,
  { item, measure }: Pick<SurveyItemAnswer, 'item' | 'measure'>,
): string {
  return uuidV8(responseId, item, measure);
}

/** Each item of a response becomes a record on the feedback topic, a row of the table and a part of the figures. */
@Injectable()
export class RecordAnswers {
  constructor(
    private readonly calendar: ReportCalendar,
    private readonly figures: WriteFigures,
    private readonly contexts: FrozenContexts,
  ) {}

  async run(event: Answered, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { data } = event;
    const customer = (await unit.customers.get(data.customerId)) ?? unknownCustomer(data.customerId);
    const known = await this.contexts.customer(event, data.customerId, unit);
    const comments: string[] = [];
    let news = 0;
    for (const answer of data.answers) {
      // Rows keep the customer's own key; what the customer is known as is the survivor's.
      const row = rowOf(data, answer, known, unit.now);
      const before = await unit.feedback.get(row.feedbackId);
      if (before && before.revision >= row.revision) continue;
      if (answer.measure === 'text') {
        if (customer.erasedAt) continue;
        if (!customer.comments.includes(row.feedbackId)) comments.push(row.feedbackId);
      }
      news += 1;
      this.record(row, before, unit);
    }
    if (news === 0) return 'ignored';
    this.countResponse(data, unit);
    if (comments.length > 0) noteComments(customer, comments, unit);
  }

  private record(row: FeedbackRow, before: FeedbackRow | undefined, unit: FeedbackAnalyticsUnit): void {
    unit.feedback.put(row);
    unit.publish(FeedbackRecorded, recordedEvent(row), { sequence: row.revision, time: row.occurredAt });
    const addedBefore = before ? answerContributions(before, dimsOf(before)) : [];
    this.figures.run(addedBefore, answerContributions(row, dimsOf(row)), unit);
    if (row.measure !== 'csat') return;
    if (before) this.count(before, minus(noCsat, csatOf(before)), unit);
    this.count(row, csatOf(row), unit);
  }

  private count(row: FeedbackRow, sums: CsatSums, unit: FeedbackAnalyticsUnit): void {
    unit.csat.add(this.calendar.slice(row.occurredAt, row.channel, row.queueId), { ...sums });
  }

  private countResponse(
    { revision, answeredAt, channel, attribution }: SurveyAnswered,
    unit: FeedbackAnalyticsUnit,
  ): void {
    if (revision > 1) return;
    const key = this.calendar.slice(new Date(answeredAt), attribution.channel ?? channel, attribution.queueId);
    unit.volumes.add(key, { surveysAnswered: 1 });
  }
}

function rowOf(data: SurveyAnswered, answer: SurveyItemAnswer, known: Frozen, now: Date): FeedbackRow {
  const { responseId, revision, attribution } = data;
  const answeredAt = new Date(data.answeredAt);
  const sourceType: FeedbackSource = answer.measure === 'text' ? 'comment' : 'survey';
  const relation: FeedbackRelation = data.caseId === undefined ? 'relational' : 'transactional';
  return present({
    feedbackId: feedbackIdOf(responseId, answer),
    revision,
    version: revision,
    deleted: false,
    occurredAt: answeredAt,
    recordedAt: now,
    sourceType,
    sourceId: responseId,
    responseId,
    programmeId: data.programmeId,
    complete: data.complete,
    samplingWeight: data.samplingWeight,
    instrument: data.instrument,
    instrumentVersion: data.instrumentVersion,
    ...answer,
    valueText: answer.valueText === undefined ? undefined : redact(answer.valueText, data.language),
    dimension: dimensionOf(answer.component),
    topics: [],
    language: data.language,
    customerId: data.customerId,
    segment: attribution.segment ?? known.segment,
    tier: attribution.tier ?? known.tier,
    channel: attribution.channel ?? data.channel,
    kind: attribution.kind,
    primaryNeed: attribution.primaryNeed,
    needs: attribution.needs,
    issueKey: attribution.issueKey,
    caseId: data.caseId,
    cycle: data.cycle,
    agentId: attribution.agentId,
    agentIds: attribution.agentIds,
    teamId: attribution.teamId,
    queueId: attribution.queueId,
    brand: attribution.brand,
    site: attribution.site,
    product: attribution.product,
    invitedAt: new Date(data.invitedAt),
    answeredAt,
    isFirstContact: attribution.isFirstContact,
    relation,
  });
}

/** Where an answer counts. */
function dimsOf(row: FeedbackRow): Dims {
  const { channel, queueId: queue, teamId: team, agentId: agent, kind, primaryNeed: need, segment, tier } = row;
  const what = { brand: row.brand, site: row.site, product: row.product, topic: topicOf(row.issueKey) };
  return present({ channel, queue, team, agent, kind, need, segment, tier, ...what });
}

function noteComments(customer: CustomerFact, added: readonly string[], unit: FeedbackAnalyticsUnit): void {
  unit.customers.put({ ...customer, version: customer.version + 1, comments: [...customer.comments, ...added] });
}
