import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CursorCodec, pageOf } from '#libs/persistence';
import { CaseStories, type StoryEntry, type StoryList } from '../application/case-stories.js';
import type { StoryEvent } from '../domain/story/story-event.js';
import { explanationOf } from './engine/decision-rows.js';

const position = new CursorCodec('story', { at: 'text', rank: 'number', place: 'text' });

type Row = Readonly<Record<string, unknown>>;

/** Times have milliseconds, so a position says exactly where a page ended. */
const text = `select * from (
    select (event ->> 'at')::timestamptz as at, 0 as rank, s.sequence + n - 1 as place, event, null::jsonb as decision
      from case_story s, jsonb_array_elements(s.events) with ordinality e(event, n) where case_id = $1
    union all
    select decided_at, 1, decision_id, null, to_jsonb(d) from decision d where case_id = $1
  ) entry
  where (at, rank, place) > ($2::timestamptz, $3::int, $4::bigint) order by at, rank, place limit $5`;

@Injectable()
export class CaseStoriesRepository extends CaseStories {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async ofCase(caseId: string, limit: number, cursor?: string): Promise<StoryList> {
    const { at, rank, place } = cursor === undefined ? start : position.decode(cursor);
    const rows = await this.dataSource.query<Row[]>(text, [caseId, at, rank, place, limit + 1]);
    return pageOf(rows, limit, cursorOf, entryOf);
  }
}

const start = { at: '-infinity', rank: 0, place: '0' };

function cursorOf(row: Row): string {
  const at = row['at'] instanceof Date ? row['at'].toISOString() : '';
  return position.encode({ at, rank: Number(row['rank']), place: String(row['place']) });
}

function entryOf({ event, place, decision }: Row): StoryEntry {
  if (event !== null) return { entry: 'event', sequence: Number(place), ...(event as StoryEvent) };
  const row = decision as Row;
  const explanation = explanationOf({ ...row, decided_at: new Date(String(row['decided_at'])) });
  return { entry: 'decision', decisionId: String(row['decision_id']), explanation };
}
