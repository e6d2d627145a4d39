import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = `
create table contact_clock (
  customer_id uuid primary key,
  version int not null check (version > 0),
  sent jsonb not null,
  pending jsonb not null,
  deferred jsonb not null,
  recoveries jsonb not null
) with (fillfactor = 80);

create table quota_use (
  programme_id text primary key,
  version int not null check (version > 0),
  stretch int8 not null,
  used int not null check (used > 0)
) with (fillfactor = 50);

alter table customer add column time_zone text, add column quiet_hours jsonb;

alter table survey
  add column occasion text,
  add column waits_by text,
  add column failed_at jsonb,
  alter column case_id drop not null,
  alter column cycle drop not null,
  alter column case_reference drop not null,
  drop constraint survey_programme_id_case_id_cycle_key,
  add check ((case_id is null) = (cycle is null)),
  add check (case_id is not null or occasion is not null);
update survey set failed_at = '[]' where status in ('invited', 'answered', 'expired');
-- whatever a program does, a customer is asked at most once by each programme on each occasion
create unique index survey_occasion on survey (programme_id, case_id, cycle, occasion) nulls not distinct;
`;

/** Programmes of several families, their quotas, and the budget of each customer. */
export class FollowUpProgrammes1700000004102 implements MigrationInterface {
  readonly name = 'FollowUpProgrammes1700000004102';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(schema);
  }

  /** @throws Error always: surveys without a case have no place in the tables before */
  async down(): Promise<void> {
    return Promise.reject(new Error('surveys without a case have no place in the tables before: restore a backup'));
  }
}
