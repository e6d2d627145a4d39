import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
-- what happened to a case, one row for what was told at once; nothing is changed but by an erasure
create table case_story (
  case_id uuid not null, sequence int not null, told_at timestamptz not null, events jsonb not null,
  primary key (case_id, sequence)
);
create index case_story_told_at on case_story (told_at);
`;

export class CaseStory1700000002602 implements MigrationInterface {
  readonly name = 'CaseStory1700000002602';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(up);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table case_story');
  }
}
