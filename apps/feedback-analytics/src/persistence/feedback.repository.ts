import { Injectable } from '@nestjs/common';
import { CursorCodec, pageOf } from '#libs/persistence';
import { DataSource } from 'typeorm';
import { FeedbackReader, type FeedbackFilter, type FeedbackPage } from '../application/feedback-reader.js';
import { recordedEvent } from '../application/feedback-row.js';
import type { FeedbackRow } from '../application/stores.js';
import { FeedbackEntity } from './feedback.entity.js';

const cursors = new CursorCodec('feedback', { at: 'number', id: 'text' });
const conditions: Readonly<Record<keyof FeedbackFilter, string>> = {
  from: 'f.occurredAt >= :from',
  to: 'f.occurredAt < :to',
  channel: 'f.channel = :channel',
  queue: 'f.queueId = :queue',
  measure: 'f.measure = :measure',
  sourceType: 'f.sourceType = :sourceType',
  kind: 'f.kind = :kind',
  component: 'f.component = :component',
  team: 'f.teamId = :team',
  segment: 'f.segment = :segment',
  tier: 'f.tier = :tier',
  caseId: 'f.caseId = :caseId',
  customerId: 'f.customerId = :customerId',
};

@Injectable()
export class FeedbackRepository extends FeedbackReader {
  constructor(private readonly database: DataSource) {
    super();
  }

  override async page(filter: FeedbackFilter, limit: number, cursor: string | undefined): Promise<FeedbackPage> {
    const query = this.database.getRepository(FeedbackEntity).createQueryBuilder('f').where('not f.deleted');
    for (const [name, value] of Object.entries(filter)) {
      if (value !== undefined) query.andWhere(conditions[name as keyof FeedbackFilter], { [name]: value as unknown });
    }
    if (cursor !== undefined) {
      const { at, id } = cursors.decode(cursor);
      query.andWhere('(f.occurredAt, f.feedbackId) > (:at, :id)', { at: new Date(at), id });
    }
    // One more than asked for tells whether there is a next page.
    const rows = await query
      .orderBy('f.occurredAt')
      .addOrderBy('f.feedbackId')
      .limit(limit + 1)
      .getMany();
    const cursorOf = (last: FeedbackEntity) => cursors.encode({ at: last.occurredAt.getTime(), id: last.feedbackId });
    return pageOf(rows, limit, cursorOf, (row) => recordedEvent(withoutNulls(row)));
  }
}

function withoutNulls(row: FeedbackEntity): FeedbackRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as FeedbackRow;
}
