import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IntakeSelfService1700000001503 implements MigrationInterface {
  readonly name = 'IntakeSelfService1700000001503';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table acknowledgement
        add column suggestions int not null default 0 check (suggestions >= 0),
        add column replied_at timestamptz;

      create table suggested_answer (
        answer_id uuid primary key,
        version int not null check (version > 0),
        interaction_id uuid not null,
        customer_id uuid not null,
        case_id uuid not null,
        article_id text not null, language text not null, channel text not null,
        status text not null check (status in ('suggested', 'accepted', 'refused')),
        suggested_at timestamptz not null,
        decided_at timestamptz
      ) with (fillfactor = 80);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table suggested_answer;
      alter table acknowledgement drop column suggestions, drop column replied_at;
    `);
  }
}
