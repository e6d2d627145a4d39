import type { MigrationInterface, QueryRunner } from 'typeorm';

const schema = `
create table interaction_fact (
  interaction_id uuid primary key,
  customer_id uuid not null,
  channel text not null, direction text not null, kind text not null,
  primary_need text, language text,
  is_first_contact boolean not null, anonymous boolean not null,
  occurred_at timestamptz not null,
  day date not null,
  recorded_at timestamptz not null
);
create index interaction_fact_day on interaction_fact using brin (day);

create table case_fact (
  case_id uuid primary key,
  version int not null check (version > 0),
  customer_id uuid not null, interaction_id uuid not null,
  cycle int not null check (cycle > 0),
  channel text not null, queue_id text,
  kind text not null, primary_need text, issue_key text not null,
  agent_id text,
  opened_at timestamptz not null,
  first_reply_seconds float8 check (first_reply_seconds >= 0),
  closed_at timestamptz
) with (fillfactor = 80);

create table customer_fact (
  customer_id uuid primary key,
  version int not null check (version > 0),
  profile_version int not null check (profile_version >= 0),
  segment text, tier text,
  merged_into uuid,
  erased_at timestamptz,
  comments jsonb not null
) with (fillfactor = 80);

create table feedback (
  feedback_id uuid primary key,
  revision int not null check (revision > 0),
  version int not null check (version = revision),
  deleted boolean not null,
  occurred_at timestamptz not null, recorded_at timestamptz not null,
  source_type text not null, source_id text not null,
  response_id uuid, programme_id text, complete boolean, sampling_weight float8,
  instrument text, instrument_version text,
  item text not null, item_label text not null, measure text not null,
  scale_min float8, scale_max float8, direction text,
  value_number float8, value_text text, value_choice text,
  component text, dimension text, driver text, sentiment float8, topic text,
  topics jsonb not null, language text,
  customer_id uuid not null, segment text, tier text,
  channel text, kind text, primary_need text, needs jsonb not null, issue_key text,
  case_id uuid, cycle int,
  agent_id text, agent_ids jsonb not null, team_id text, queue_id text,
  brand text, site text, product text,
  invited_at timestamptz, answered_at timestamptz,
  is_first_contact boolean,
  relation text not null,
  check (not deleted or (value_number is null and value_text is null and value_choice is null))
) with (fillfactor = 90);
create index feedback_list on feedback (occurred_at, feedback_id) where not deleted;
create index feedback_customer on feedback (customer_id);

create table daily_volume (
  day date not null, channel text not null, queue_id text not null,
  received bigint not null, contacted bigint not null,
  cases_opened bigint not null, cases_reopened bigint not null, cases_closed bigint not null,
  surveys_invited bigint not null, surveys_answered bigint not null,
  messages_sent bigint not null, messages_delivered bigint not null, messages_failed bigint not null,
  primary key (day, channel, queue_id)
) with (fillfactor = 50);

create table daily_csat (
  day date not null, channel text not null, queue_id text not null,
  n bigint not null check (n >= 0),
  positive bigint not null check (positive between 0 and n),
  total float8 not null,
  missing bigint not null check (missing >= 0),
  primary key (day, channel, queue_id)
) with (fillfactor = 50);
`;

export class FeedbackAnalyticsSchema1700000000100 implements MigrationInterface {
  readonly name = 'FeedbackAnalyticsSchema1700000000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(schema);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table daily_csat, daily_volume, feedback, customer_fact, case_fact, interaction_fact',
    );
  }
}
