import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
create table support_case (
  case_id uuid primary key, version int not null, reference text not null,
  customer_id uuid not null, interaction_id uuid not null, issue_key text not null,
  status text not null check (status in ('open', 'resolved', 'closed')), cycle int not null,
  channel text not null, channel_account text not null, queue_id text, team_id text,
  brand text, site text, product text, language text,
  kind text not null, needs jsonb not null, primary_need text, urgency int not null,
  is_first_contact bool not null, anonymous bool not null, automatic bool not null,
  opened_at timestamptz not null, resolved_at timestamptz, closed_at timestamptz,
  agent_id text, agent_ids jsonb not null, leg int not null, item_id uuid,
  reply_to uuid not null, waiting_since timestamptz, first_replied_at timestamptz,
  first_response text, first_response_started_at timestamptz, first_response_due_at timestamptz
) with (fillfactor = 70);
-- the only index on what never changes, so that updates stay within their page
create index support_case_opened_at on support_case (opened_at desc, case_id desc);

create table issue (issue_id uuid primary key, version int not null, case_id uuid not null);

create table case_reference (reference text primary key, version int not null, case_id uuid not null);

create table reply_address (
  interaction_id uuid primary key, version int not null, channel text not null, channel_account text not null,
  handle text not null, external_id text not null, thread_id text, subject text
);

create table reply (
  message_id uuid primary key, version int not null, case_id uuid not null, agent_id text,
  waited_seconds float8 not null, requested bool not null, replied_at timestamptz not null
);

-- what the engine is asked; rows for whose result nobody waits go when they are done
create table routing_command (
  id bigint generated always as identity (cache 1) primary key,
  command_id uuid, body jsonb not null, result jsonb,
  asked_at timestamptz not null default now(), done_at timestamptz
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);
create index routing_command_pending on routing_command (id) where done_at is null;
create index routing_command_asked on routing_command (command_id) where command_id is not null;

-- one row; a new leader raises the epoch, and every transaction of an older one fails from then on
create table routing_epoch (only_row bool primary key default true check (only_row), epoch bigint not null, since timestamptz not null);
insert into routing_epoch values (true, 0, now());

create table agent (
  agent_id text primary key, version int not null, team_id text,
  skills jsonb not null, queues jsonb not null, presence jsonb not null,
  units int not null check (units >= 0), held int not null, exclusive int not null, idle_since timestamptz not null
) with (fillfactor = 50);

-- what waits, is offered or is somebody's; a finished item has no row
create table queue_item (
  item_id uuid primary key, case_id uuid not null, queue_id text not null, channel text not null,
  state text not null check (state in ('waiting', 'reserved', 'assigned')),
  enqueued_at timestamptz not null, offers int not null, agent_id text, offer_id uuid, excluded jsonb
) with (fillfactor = 80);

create table offer (
  offer_id uuid primary key, item_id uuid not null, case_id uuid not null, agent_id text not null,
  state text not null check (state in ('pending', 'accepted', 'declined', 'timed-out', 'rescinded')),
  offered_at timestamptz not null, expires_at timestamptz not null, ended_at timestamptz, reason text
) with (fillfactor = 70);
create unique index offer_live on offer (item_id, agent_id) where state = 'pending';
create index offer_pending on offer (offered_at) where state = 'pending';
create index offer_pending_agent on offer (agent_id, offered_at) where state = 'pending';
`;

export class RoutingSchema1700000000001 implements MigrationInterface {
  readonly name = 'RoutingSchema1700000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(up);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table support_case, issue, case_reference, reply_address, reply, routing_command, routing_epoch, agent, queue_item, offer',
    );
  }
}
