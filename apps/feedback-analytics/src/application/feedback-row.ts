import type { FeedbackRecorded } from '#libs/contracts';
import { present } from '../domain/present.js';
import type { FeedbackRow } from './stores.js';

export function recordedEvent(row: FeedbackRow): FeedbackRecorded {
  const { version: _, occurredAt, recordedAt, invitedAt, answeredAt, ...rest } = row;
  return present({
    ...rest,
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    invitedAt: invitedAt?.toISOString(),
    answeredAt: answeredAt?.toISOString(),
  });
}

/** The same record without content: what readers need to forget it. */
export function retracted(row: FeedbackRow, now: Date): FeedbackRow {
  const { feedbackId, occurredAt, sourceType, sourceId, item, itemLabel, measure, customerId, relation } = row;
  const what = { feedbackId, occurredAt, sourceType, sourceId, item, itemLabel, measure, customerId, relation };
  const revision = row.revision + 1;
  return { ...what, revision, version: revision, deleted: true, recordedAt: now, topics: [], needs: [], agentIds: [] };
}
