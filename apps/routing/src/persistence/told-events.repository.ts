import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { startOf, ToldEvents, type Audience, type Position, type Telling } from '../application/streams/told-events.js';
import type { StoryEvent } from '../domain/story/story-event.js';

type Row = Readonly<Record<string, unknown>>;

/** What of a telling may be somebody's; exactly whose an event is, is looked at once it is read. */
const conditions = {
  agent: `and (c.agent_id = $6 or jsonb_path_exists(s.events, '$[*].data ? (@.agentId == $id || @.to == $id || @.from == $id)', jsonb_build_object('id', $6::text)))`,
  queue: `and jsonb_path_exists(s.events, '$[*].data ? (@.queueId == $id)', jsonb_build_object('id', $6::text))`,
};

const settled = 'told_in < pg_snapshot_xmin(pg_current_snapshot())';
const columns = `s.told_in::text as told_in, s.case_id, s.sequence, s.events, c.reference, c.agent_id
  from case_story s join support_case c using (case_id)`;

@Injectable()
export class ToldEventsRepository extends ToldEvents {
  constructor(private readonly database: DataSource) {
    super();
  }

  async now(): Promise<Position> {
    const [row] = await this.database.query<Row[]>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin');
    return startOf(BigInt(String(row?.['xmin'])));
  }

  async after(
    { toldIn, caseId, sequence }: Position,
    limit: number,
    of?: { readonly audience: Audience; readonly until: Position },
  ): Promise<readonly Telling[]> {
    const after = '(s.told_in, s.case_id, s.sequence) > ($1::text::xid8, $2::uuid, $3::int)';
    const order = 'order by s.told_in, s.case_id, s.sequence limit $4';
    const from = [String(toldIn), caseId, sequence, limit];
    if (of === undefined) {
      const text = `select ${columns} where ${after} and s.${settled} ${order}`;
      return (await this.database.query<Row[]>(text, from)).map(tellingOf);
    }
    const { audience, until } = of;
    const [id, condition] =
      'agentId' in audience ? [audience.agentId, conditions.agent] : [audience.queueId, conditions.queue];
    const text = `select ${columns} where ${after} and s.told_in <= $5::text::xid8 and s.${settled} ${condition} ${order}`;
    return (await this.database.query<Row[]>(text, [...from, String(until.toldIn), id])).map(tellingOf);
  }

  async isKept({ toldIn }: Position): Promise<boolean> {
    const [row] = await this.database.query<Row[]>(
      `select $1::text::xid8 <= pg_snapshot_xmax(pg_current_snapshot())
         and not exists (select from case_story where told_in > $1::text::xid8 and told_at < now() - interval '1 day') as kept`,
      [String(toldIn)],
    );
    return row?.['kept'] === true;
  }
}

function tellingOf(row: Row): Telling {
  const caseId = String(row['case_id']);
  const sequence = Number(row['sequence']);
  const { agent_id: owner } = row;
  return {
    position: { toldIn: BigInt(String(row['told_in'])), caseId, sequence },
    ...{ caseId, sequence, reference: String(row['reference']), events: row['events'] as readonly StoryEvent[] },
    ...(typeof owner === 'string' && { ownerAgentId: owner }),
  };
}
