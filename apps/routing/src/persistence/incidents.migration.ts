import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table incident (
  incident_id uuid primary key, version int not null, kind text not null, title text not null, rule jsonb not null,
  reasons jsonb not null, language text not null, time_zone text not null, new_due_at timestamptz not null,
  revision int not null, state text not null check (state in ('declared', 'ended')),
  declared_at timestamptz not null, declared_by text not null,
  ended_at timestamptz, review_by timestamptz, ended_by text, closing jsonb, swept_at timestamptz, full_sweep_at timestamptz
);
create table incident_case (
  link_id uuid primary key, version int not null, incident_id uuid not null, case_id uuid not null,
  linked_at timestamptz not null, revision int not null, told_by text not null, promise_id uuid, ended_at timestamptz
);
create unique index incident_case_of on incident_case (incident_id, case_id);
-- who was told already: one message for a customer, however many cases
create table incident_notice (notice_id uuid primary key, version int not null, incident_id uuid not null);
`;

export class Incidents1700000002604 implements MigrationInterface {
  readonly name = 'Incidents1700000002604';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(up);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table incident_notice, incident_case, incident');
  }
}
