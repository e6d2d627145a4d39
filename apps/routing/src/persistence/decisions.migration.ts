import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
-- why the engine did what it did: written with what it did, read by case, forgotten by age
create table decision (
  decision_id bigint generated always as identity (cache 1), case_id uuid not null, item_id uuid not null,
  decided_at timestamptz not null, decision text not null, policy_version text, offer_id uuid, body jsonb not null
);
create index decision_case on decision (case_id, decision_id);
create index decision_decided_at on decision (decided_at);
`;

export class Decisions1700000002601 implements MigrationInterface {
  readonly name = 'Decisions1700000002601';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(up);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table decision');
  }
}
