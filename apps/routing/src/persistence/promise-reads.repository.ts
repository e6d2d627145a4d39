import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CursorCodec, pageOf } from '#libs/persistence';
import {
  PromiseReads,
  type ListedPromise,
  type PromiseFilter,
  type PromisePage,
} from '../application/promise-reads.js';
import type { CasePromise } from '../domain/time/promise.js';

type Row = Readonly<Record<string, unknown>>;

const position = new CursorCodec('promises', { dueAt: 'number', promiseId: 'text' });

const text = `select * from (
    select c.case_id, c.reference, c.queue_id, c.agent_id, c.agent_ids, promise,
      (promise ->> 'dueAt')::float8 as due_at, promise ->> 'promiseId' as promise_id
    from support_case c cross join lateral jsonb_array_elements(c.promises) promise where c.promises is not null
  ) p
  where promise ->> 'state' = $1 and ($2::float8 is null or due_at < $2)
    and ($3::text is null or coalesce(promise ->> 'owner', agent_id) = $3)
    and ($4::text[] is null or queue_id is null or queue_id = any($4) or agent_id = $5 or agent_ids ? $5::text)
    and ($6::float8 is null or (due_at, promise_id) > ($6, $7::text))
  order by due_at, promise_id limit $8`;

@Injectable()
export class PromiseReadsRepository extends PromiseReads {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async list(filter: PromiseFilter, limit: number, cursor?: string): Promise<PromisePage> {
    const { state, dueBefore, agentId, view } = filter;
    const after = cursor === undefined ? undefined : position.decode(cursor);
    const rows = await this.dataSource.query<Row[]>(text, [
      ...[state, dueBefore?.getTime(), agentId, view?.queues, view?.agentId],
      ...[after?.dueAt, after?.promiseId, limit + 1],
    ]);
    const cursorOf = ({ promise: { dueAt, promiseId } }: ListedPromise) => position.encode({ dueAt, promiseId });
    return pageOf(rows.map(listedOf), limit, cursorOf, (one) => one);
  }
}

function listedOf(row: Row): ListedPromise {
  const { queue_id: queueId, agent_id: agentId } = row;
  return {
    ...{ caseId: String(row['case_id']), reference: String(row['reference']), promise: row['promise'] as CasePromise },
    ...(typeof queueId === 'string' && { queueId }),
    ...(typeof agentId === 'string' && { agentId }),
  };
}
