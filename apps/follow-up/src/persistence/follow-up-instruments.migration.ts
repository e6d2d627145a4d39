import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = `
create table instrument_version (
  instrument text not null,
  version text not null,
  content_hash text not null,
  content jsonb not null,
  primary key (instrument, version)
);

alter table survey
  add column answers jsonb,
  add column is_complete boolean,
  add column revision int check (revision > 0),
  add column sampling_weight float8 check (sampling_weight > 0);
update survey set sampling_weight = 1 where status in ('invited', 'answered', 'expired');
update survey set is_complete = true, revision = 1, answers = jsonb_strip_nulls(
  jsonb_build_object('overall-satisfaction', score, 'comment', comment)) where status = 'answered';
-- the check that an answer has a score: an answer may be all words, or have many scores
alter table survey drop constraint survey_check2;
alter table survey drop column comment;
alter table survey
  add check ((status = 'answered') = (answers is not null and answered_at is not null)),
  add check ((answers is null) = (is_complete is null) and (answers is null) = (revision is null)),
  add check (status not in ('invited', 'answered', 'expired') or sampling_weight is not null);
-- which versions were asked
create index survey_instrument on survey (instrument, instrument_version) where instrument is not null;
`;

/** Instruments with many items, in versions that never change once they were asked. */
export class FollowUpInstruments1700000004101 implements MigrationInterface {
  readonly name = 'FollowUpInstruments1700000004101';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(schema);
  }

  /** @throws Error always: answers to many items cannot be put back into one score */
  async down(): Promise<void> {
    return Promise.reject(new Error('answers to many items cannot be put back into one score: restore a backup'));
  }
}
