import { Injectable } from '@nestjs/common';
import { CursorCodec, pageOf } from '#libs/persistence';
import { DataSource } from 'typeorm';
import type { MergeSuggestion } from '../application/customer-records.js';
import { SuggestionRecords, type SuggestionPage } from '../application/records.js';

type Row = MergeSuggestion & {
  /** In microseconds: a Date would round, and a page begin before where the last one ended. */
  readonly position: string;
};

const columns = [
  ...['s.suggestion_id as "suggestionId"', 's.version', 's.customer_id as "customerId"', 's.other_id as "otherId"'],
  ...['s.reason', 's.suggested_at as "suggestedAt"', 's.state', 's.decided_by as "decidedBy"'],
  ...['s.decided_at as "decidedAt"', 's.suggested_at::text as position'],
].join(', ');

@Injectable()
export class SuggestionRepository extends SuggestionRecords {
  constructor(private readonly database: DataSource) {
    super();
  }

  async page(state: MergeSuggestion['state'], limit: number, cursor: string | undefined): Promise<SuggestionPage> {
    const cursors = new CursorCodec(`merge-suggestions/${state}`, { at: 'text', id: 'text' });
    const after = cursor === undefined ? undefined : cursors.decode(cursor);
    const rows = await this.database.query<Row[]>(
      `select ${columns} from merge_suggestion s
       join customer a on a.customer_id = s.customer_id join customer b on b.customer_id = s.other_id
       where s.state = $1 and coalesce(a.merged_into, a.customer_id) <> coalesce(b.merged_into, b.customer_id)
         and ($2::timestamptz is null or (s.suggested_at, s.suggestion_id) > ($2::timestamptz, $3::uuid))
       order by s.suggested_at, s.suggestion_id limit $4`,
      [state, after?.at, after?.id, limit + 1],
    );
    const cursorOf = ({ position, suggestionId }: Row) => cursors.encode({ at: position, id: suggestionId });
    return pageOf(rows, limit, cursorOf, ({ position: _, ...suggestion }) => suggestion);
  }
}
