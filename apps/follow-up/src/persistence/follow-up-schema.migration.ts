import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = `
create table journey (
  case_id uuid primary key,
  version int not null check (version > 0),
  customer_id uuid not null,
  interaction_id uuid not null,
  reference text not null,
  cycle int not null check (cycle > 0),
  status text not null check (status in ('open', 'closed')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  check ((status = 'closed') = (closed_at is not null))
) with (fillfactor = 80);

create table survey (
  response_id uuid primary key,
  version int not null check (version > 0),
  status text not null check (status in ('planned', 'suppressed', 'invited', 'answered', 'expired')),
  programme_id text not null,
  case_id uuid not null,
  cycle int not null check (cycle > 0),
  customer_id uuid not null,
  case_reference text not null,
  attribution jsonb not null,
  planned_for timestamptz,
  channel text, channel_account text, language text,
  rule text, reason text,
  message_id uuid,
  instrument text, instrument_version text,
  invited_at timestamptz, expires_at timestamptz,
  score int, comment text, answered_at timestamptz,
  expired_at timestamptz,
  -- whatever a program does, a customer is asked at most once about one cycle of a case
  unique (programme_id, case_id, cycle),
  check ((status = 'suppressed') = (rule is not null)),
  check (status not in ('invited', 'answered', 'expired') or (message_id is not null and invited_at < expires_at)),
  check ((status = 'answered') = (score is not null and answered_at is not null)),
  check (status <> 'expired' or expired_at >= expires_at)
) with (fillfactor = 70);
create index survey_customer on survey (customer_id);

create table customer (
  customer_id uuid primary key,
  version int not null check (version > 0),
  profile_version int not null check (profile_version >= 0),
  language text, segment text, tier text,
  is_consent_refused boolean not null,
  is_opted_out boolean not null,
  merged_into uuid,
  erased_at timestamptz,
  commented_surveys jsonb not null
) with (fillfactor = 80);

create table contacts (
  customer_id uuid primary key,
  version int not null check (version > 0),
  points jsonb not null
) with (fillfactor = 80);

create table delivery (
  message_id uuid primary key,
  version int not null check (version > 0),
  response_id uuid not null,
  customer_id uuid not null,
  state text not null check (state in ('requested', 'sent', 'delivered', 'failed', 'bounced', 'complained', 'opted-out')),
  reason text,
  changed_at timestamptz not null
) with (fillfactor = 80);
create index delivery_response on delivery (response_id);

create table interaction_record (
  interaction_id uuid primary key,
  customer_id uuid not null,
  kind text not null,
  channel text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  response_id text,
  answer_outcome text
);
`;

export class FollowUpSchema1700000000100 implements MigrationInterface {
  readonly name = 'FollowUpSchema1700000000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(schema);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table interaction_record, delivery, contacts, customer, survey, journey');
  }
}
