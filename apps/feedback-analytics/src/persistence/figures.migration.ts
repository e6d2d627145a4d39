import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers of the facts change with almost every event of their subject: room on the page for the new version. */
const records = `
create table case_record (
  case_id uuid primary key,
  version int not null check (version > 0),
  customer_id uuid not null, reference text, issue_key text, language text,
  dims jsonb not null,
  opened_at timestamptz,
  moments jsonb not null, signals jsonb not null,
  is_cut boolean not null
) with (fillfactor = 70);
create index case_record_reference on case_record (reference);

create table contact_record (
  interaction_id uuid primary key,
  version int not null check (version > 0),
  customer_id uuid not null,
  occurred_at timestamptz not null,
  dims jsonb not null, phone jsonb, speech jsonb,
  case_id uuid
) with (fillfactor = 80);

create table failure_signal (
  signal_id uuid primary key,
  version int not null check (version > 0),
  sign text not null, component text not null, severity text not null, confidence float8 not null,
  detector text not null, evidence jsonb not null,
  case_id uuid not null, reference text, customer_id uuid not null, agent_ids jsonb not null,
  channel text, queue text, team text, brand text,
  raised_at timestamptz not null, withdrawn_at timestamptz
) with (fillfactor = 90);
create index failure_signal_list on failure_signal (raised_at, signal_id);
create index failure_signal_case on failure_signal (case_id);

create table customer_contacts (
  customer_id uuid primary key,
  version int not null check (version > 0),
  issues jsonb not null
) with (fillfactor = 80);

create table survey_invitation (
  message_id uuid primary key,
  version int not null check (version > 0),
  response_id uuid, invited_at timestamptz,
  dims jsonb not null,
  is_delivered boolean not null
) with (fillfactor = 80);

create table survey_response (
  response_id uuid primary key,
  version int not null check (version > 0),
  revision int not null,
  invited_at timestamptz not null, answered_at timestamptz not null,
  dims jsonb not null, contributions jsonb not null
);

create table agent_state (
  agent_id text primary key,
  version int not null check (version > 0),
  agent_version int not null,
  team text, since timestamptz not null,
  work text not null check (work in ('on-contact', 'idle', 'off')),
  is_present boolean not null, free_units int not null
) with (fillfactor = 50);
`;

const figures = `
create table figure_slice (
  slice_id uuid primary key,
  cuboid text not null,
  channel text, queue text, team text, agent text, kind text, need text, segment text, tier text,
  brand text, site text, product text, topic text
);
create index figure_slice_cuboid on figure_slice (cuboid);

create table figure_sum (
  cuboid text not null, measure text not null, period timestamptz not null, slice_id uuid not null, variant text not null,
  n bigint not null, part bigint not null, part2 bigint not null, part3 bigint not null,
  total bigint not null, squares bigint not null, missing bigint not null, late bigint not null,
  primary key (cuboid, measure, period, slice_id, variant)
) with (fillfactor = 80);

create table figure_bin (
  cuboid text not null, measure text not null, period timestamptz not null, slice_id uuid not null, variant text not null,
  bin int not null,
  count bigint not null,
  primary key (cuboid, measure, period, slice_id, variant, bin)
) with (fillfactor = 80);
`;

/** What comes when no partition was made ahead goes to the default one, and is found there too. */
const archive = `
create table event_archive (
  id bigint generated always as identity,
  recorded_at timestamptz not null,
  source text not null, event_id text not null, type text not null, subject text not null, sequence text,
  occurred_at timestamptz not null,
  customer_id text,
  data jsonb not null, frozen jsonb,
  primary key (id, recorded_at)
) partition by range (recorded_at);
create index event_archive_customer on event_archive (customer_id);
create table event_archive_other partition of event_archive default;

create function event_archive_ahead(months int) returns void language plpgsql as $$
declare
  month timestamptz;
  name text;
begin
  for month in
    select m at time zone 'UTC' from generate_series(
      date_trunc('month', now() at time zone 'UTC'),
      date_trunc('month', now() at time zone 'UTC') + make_interval(months => months),
      interval '1 month') m
  loop
    name := 'event_archive_' || to_char(month at time zone 'UTC', 'YYYY_MM');
    if to_regclass(name) is null then
      execute format('create table %I partition of event_archive for values from (%L) to (%L)',
        name, month, (month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
    end if;
  end loop;
end $$;
select event_archive_ahead(3);
`;

export class Figures1700000005100 implements MigrationInterface {
  readonly name = 'Figures1700000005100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(records + figures + archive);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop function event_archive_ahead; drop table event_archive, figure_bin, figure_sum, figure_slice, agent_state, ' +
        'survey_response, survey_invitation, customer_contacts, failure_signal, contact_record, case_record',
    );
  }
}
