import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '#libs/contracts';
import { FrozenContexts } from './frozen-contexts.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** What names or reaches somebody, and what was written: no figure needs it. Of texts their facts are kept beside. */
const neverKept = new Set([
  ...['party', 'handle', 'handles', 'to', 'name', 'organisation', 'customer', 'attachments', 'relations', 'provenance'],
  ...['text', 'subject', 'what', 'cause', 'remedy', 'attributes', 'quietHours', 'consent', 'comment'],
  ...['externalId', 'threadId', 'inReplyTo', 'askedFor', 'enteredBy', 'surveyAnswer', 'caseReference'],
  ...['restatement', 'note', 'options', 'expectations', 'lowered', 'agreement'],
]);

/** Archived looks of a timer have this type: they decide about signs as events do. */
export const lookType = 'thirdring.analytics.look-again.v1';

/** Keeps what was consumed, for the day when the figures are rebuilt: it outlives the topics. */
@Injectable()
export class ArchiveEvent {
  constructor(private readonly contexts: FrozenContexts) {}

  run(event: CloudEvent, unit: FeedbackAnalyticsUnit): void {
    const { source, id, type, subject, sequence, time } = event;
    const data = archivable(event.data);
    const customerId = typeof data['customerId'] === 'string' ? data['customerId'] : undefined;
    const said = { source, eventId: id, type, subject, sequence, occurredAt: new Date(time), data };
    unit.archive.append({ ...said, customerId, frozen: this.contexts.notedOf(event), recordedAt: unit.now });
  }

  look(caseId: string, dueAt: Date, unit: FeedbackAnalyticsUnit): void {
    const said = {
      source: '/thirdring/feedback-analytics',
      eventId: `${caseId} ${dueAt.toISOString()}`,
      type: lookType,
    };
    unit.archive.append({ ...said, subject: caseId, occurredAt: dueAt, data: {}, recordedAt: unit.now });
  }
}

function archivable(data: unknown): Readonly<Record<string, unknown>> {
  const kept = Object.entries(data as object).filter(([name]) => !neverKept.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, keptOf(name, value)]));
}

const code = /^[a-z][a-z0-9-]{0,62}$/;

/** Reasons are words of the contract, which figures need, or what somebody wrote, of which only is kept that it was. */
function keptOf(name: string, value: unknown): unknown {
  if (name === 'answers') return withoutTexts(value);
  if (name !== 'reason' || typeof value !== 'string' || code.test(value)) return value;
  return value.trim() === '' ? '' : 'told';
}

/** Comments are in the feedback records, where an erasure finds them. */
function withoutTexts(answers: unknown): unknown {
  if (!Array.isArray(answers)) return answers;
  return answers.map((answer: object) =>
    Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'valueText')),
  );
}
