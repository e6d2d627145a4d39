import { Injectable } from '@nestjs/common';
import { CursorCodec, pageOf } from '#libs/persistence';
import { DataSource } from 'typeorm';
import type { InteractionSubmitted } from '#libs/contracts';
import {
  CorrectionRecords,
  type ClassificationHistory,
  type Correction,
  type TrainingPage,
  type TrainingRow,
} from '../application/correction-records.js';
import { labelsOf, type TrainingTarget } from '../domain/correction.js';
import { textOf } from '../domain/understanding/apply-rules.js';
import { CorrectionEntity } from './correction.entity.js';
import { InteractionEntity } from './interaction.entity.js';

type Row = Pick<Correction, 'interactionId' | 'by' | 'at' | 'corrected'> & {
  readonly correctionId: string;
  readonly body: string;
  /** In microseconds: a Date would round, and a page begin before where the last one ended. */
  readonly position: string;
};

@Injectable()
export class CorrectionRepository extends CorrectionRecords {
  constructor(private readonly database: DataSource) {
    super();
  }

  async history(interactionId: string): Promise<ClassificationHistory | undefined> {
    const found = await this.database.getRepository(InteractionEntity).findOneBy({ interactionId });
    if (!found?.classification || found.body === '') return undefined;
    const rows = await this.database.getRepository(CorrectionEntity).find({
      where: { interactionId },
      order: { interactionVersion: 'asc' },
    });
    const corrections = rows.map(({ caseId, ...row }): Correction => (caseId ? { ...row, caseId } : row));
    return { interactionId, classification: found.classification, corrections };
  }

  async trainingRows(target: TrainingTarget, limit: number, cursor: string | undefined): Promise<TrainingPage> {
    const cursors = new CursorCodec(`corrections/${target}`, { at: 'text', id: 'text' });
    const after = cursor === undefined ? undefined : cursors.decode(cursor);
    const rows = await this.database.query<Row[]>(
      `select c.correction_id as "correctionId", c.interaction_id as "interactionId", c.by, c.at, c.corrected,
         c.at::text as position, i.body
       from correction c join interaction i using (interaction_id)
       where c.corrected ? $1 and i.body <> '' and coalesce(i.body::jsonb ->> 'text', i.body::jsonb ->> 'subject') is not null
         and not exists (select from correction later where later.interaction_id = c.interaction_id
           and later.interaction_version > c.interaction_version and later.corrected ? $1)
         and ($2::timestamptz is null or (c.at, c.correction_id) > ($2::timestamptz, $3::uuid))
       order by c.at, c.correction_id limit $4`,
      [target, after?.at, after?.id, limit + 1],
    );
    const cursorOf = ({ position, correctionId }: Row) => cursors.encode({ at: position, id: correctionId });
    return pageOf(rows, limit, cursorOf, (row) => trainingRow(row, target));
  }
}

function trainingRow({ interactionId, body, by, at, corrected }: Row, target: TrainingTarget): TrainingRow {
  const text = textOf(JSON.parse(body) as InteractionSubmitted);
  return { interactionId, text, labels: labelsOf(corrected, target) ?? [], by, at };
}
