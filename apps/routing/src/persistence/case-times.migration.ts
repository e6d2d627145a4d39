import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
alter table support_case
  add waiting_on text, add plan text, add entitlement text, add times jsonb, add promises jsonb;
-- clocks that run go on as they were told
update support_case set times = jsonb_build_object(
  'terms', jsonb_build_array(jsonb_build_object(
    'metric', 'first-response', 'policyVersion', 'first-response@1', 'warnAt', '[]'::jsonb, 'pauseOn', '[]'::jsonb,
    'targetMs', round(extract(epoch from first_response_due_at - first_response_started_at) * 1000))),
  'ledger', jsonb_build_array(jsonb_build_object(
    'type', 'opened', 'id', interaction_id, 'awaits', 'answer',
    'at', round(extract(epoch from first_response_started_at) * 1000))),
  'told', jsonb_build_array(jsonb_build_object(
    'key', 'first-response', 'metric', 'first-response', 'policyVersion', 'first-response@1', 'state', 'running',
    'elapsedMs', 0, 'warned', 0,
    'startedAt', round(extract(epoch from first_response_started_at) * 1000),
    'dueAt', round(extract(epoch from first_response_due_at) * 1000))))
  where first_response = 'running' and first_response_due_at > first_response_started_at;
update timer set kind = 'case-due' where kind = 'first-response-due';
alter table support_case drop first_response, drop first_response_started_at, drop first_response_due_at;

-- every calendar that a clock may still run by; what a calendar says never changes, a changed one is another version
create table calendar_version (ref text primary key, calendar jsonb not null, known_since timestamptz not null default now());
`;

const down = `
drop table calendar_version;
update timer set kind = 'first-response-due' where kind = 'case-due';
alter table support_case drop waiting_on, drop plan, drop entitlement, drop times, drop promises,
  add first_response text, add first_response_started_at timestamptz, add first_response_due_at timestamptz;
`;

export class CaseTimes1700000002200 implements MigrationInterface {
  readonly name = 'CaseTimes1700000002200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(up);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(down);
  }
}
