import { Injectable } from '@nestjs/common';
import type {
  CloudEvent,
  InteractionAnswerRefused,
  InteractionAnswerSuggested,
  MessageRequested,
  SurveyAnswered,
} from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { unheardOf, withMoment } from '../domain/facts/case-record.js';
import { present } from '../domain/present.js';
import type { CaseMoment } from '../domain/signs/case-timeline.js';
import { speechOf } from '../domain/signs/phrases/speech.js';
import { FrozenContexts } from './frozen-contexts.js';
import { KeepCase } from './keep-case.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** What other topics say of a case: messages to the customer, self-service, answers about the service. */
@Injectable()
export class TellMessage {
  constructor(
    private readonly contexts: FrozenContexts,
    private readonly keepCase: KeepCase,
  ) {}

  async requested(event: CloudEvent<MessageRequested>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { id, time, data } = event;
    const { caseId, customerId, purpose, messageId, language, text } = data;
    if (caseId === undefined) return 'ignored';
    const speech = this.contexts.speech(event, () => speechOf(text, language));
    const said = { purpose, messageId, customerId, language, speech };
    return this.tell(
      caseId,
      customerId,
      [present({ id, at: Date.parse(time), type: 'message-sent' as const, ...said })],
      unit,
    );
  }

  async suggested(
    { id, time, data }: CloudEvent<InteractionAnswerSuggested>,
    unit: FeedbackAnalyticsUnit,
  ): Promise<HandlerOutcome> {
    if (data.caseId === undefined) return 'ignored';
    const moment: CaseMoment = { id, at: Date.parse(time), type: 'answer-suggested' };
    return this.tell(data.caseId, data.customerId, [moment], unit);
  }

  async refused(
    { id, time, data }: CloudEvent<InteractionAnswerRefused>,
    unit: FeedbackAnalyticsUnit,
  ): Promise<HandlerOutcome> {
    if (data.caseId === undefined) return 'ignored';
    const moment: CaseMoment = { id, at: Date.parse(time), type: 'person-asked-for' };
    return this.tell(data.caseId, data.customerId, [moment], unit);
  }

  async answered({ id, data }: CloudEvent<SurveyAnswered>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { caseId, customerId, answeredAt, answers, attribution } = data;
    if (caseId === undefined) return 'ignored';
    const moments = answers.flatMap(({ item, valueNumber, scaleMin, scaleMax, direction }): CaseMoment[] => {
      if (valueNumber === undefined || scaleMin === undefined || scaleMax === undefined) return [];
      if (scaleMax <= scaleMin || direction === 'middle-is-best') return [];
      const share = (valueNumber - scaleMin) / (scaleMax - scaleMin);
      const score = direction === 'lower-is-better' ? 1 - share : share;
      const rated = { item, score, agentId: attribution.agentId };
      return [present({ id: `${id} ${item}`, at: Date.parse(answeredAt), type: 'rated' as const, ...rated })];
    });
    return this.tell(caseId, customerId, moments, unit);
  }

  private async tell(
    caseId: string,
    customerId: string,
    moments: readonly CaseMoment[],
    unit: FeedbackAnalyticsUnit,
  ): Promise<HandlerOutcome> {
    const before = (await unit.records.get(caseId)) ?? unheardOf(caseId, customerId);
    const after = moments.reduce((record, moment) => withMoment(record, moment) ?? record, before);
    if (after === before) return 'ignored';
    this.keepCase.run(before, { ...after, version: before.version + 1 }, unit);
  }
}
