import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CursorCodec, pageOf } from '#libs/persistence';
import { DecisionReads, type DecisionList } from '../application/decision-reads.js';
import { explanationOf } from './engine/decision-rows.js';

const position = new CursorCodec('decisions', { decisionId: 'text' });

@Injectable()
export class DecisionsRepository extends DecisionReads {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async ofCase(caseId: string, limit: number, cursor?: string): Promise<DecisionList> {
    const after = cursor === undefined ? '0' : position.decode(cursor).decisionId;
    const rows = await this.dataSource.query<Readonly<Record<string, unknown>>[]>(
      'select * from decision where case_id = $1 and decision_id > $2::bigint order by decision_id limit $3',
      [caseId, after, limit + 1],
    );
    const found = rows.map((row) => ({ decisionId: String(row['decision_id']), explanation: explanationOf(row) }));
    return pageOf(
      found,
      limit,
      ({ decisionId }) => position.encode({ decisionId }),
      (one) => one,
    );
  }
}
