/**
 * Tables that the messaging library keeps in each service's database. The migrations below create
 * and change them, expand first.
 */
export const messagingSchema1 = `
-- fails the transaction when fewer rows were written than meant: the burst behind it then only echoes the failure, COMMIT included
create function messaging_expect(actual bigint, expected bigint, what text) returns void language plpgsql as $$
begin
  if actual <> expected then
    raise exception using errcode = 'TR409', message = format('%s: %s of %s rows written, another writer was there first', what, actual, expected);
  end if;
end $$;

create table consumer_offset (
  consumer text not null, topic text not null, partition int not null,
  next bigint not null,
  -- everything below is skipped by an operator's word: dead letters with the reason 'skipped', not handled
  skip_before bigint not null default 0,
  paused boolean not null default false, paused_reason text, paused_at timestamptz,
  -- the balance of G5 for this partition; their sum is what was consumed since the start offset
  handled bigint not null default 0, ignored bigint not null default 0, duplicate bigint not null default 0,
  parked bigint not null default 0, dead bigint not null default 0,
  started_at bigint not null,
  primary key (consumer, topic, partition)
) with (fillfactor = 50);

create table inbox (
  consumer text not null, source text not null, id text not null,
  received_at timestamptz not null default now(),
  primary key (consumer, source, id)
);
create index inbox_received_at on inbox using brin (received_at);

create table outbox (
  id bigint generated always as identity (cache 1) primary key,
  -- 0 = plain topics, 1 = compacted topics (sent in Kafka transactions)
  lane smallint not null,
  topic text not null, key text not null, routing_key text,
  headers text not null, payload text not null,
  created_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);
create index outbox_lane on outbox (lane, id);

-- rows that the broker refuses for good, and those behind them with the same key
create table outbox_refused (
  id bigint primary key, lane smallint not null, topic text not null, key text not null, routing_key text,
  headers text not null, payload text not null, created_at timestamptz not null,
  reason text not null, refused_at timestamptz not null default now()
);
create index outbox_refused_key on outbox_refused (topic, key);

create table timer (
  kind text not null, ref text not null, due_at timestamptz not null, 
  -- starts at the clock's microseconds: a timer cancelled and scheduled anew is never taken for the one before
  version bigint not null default (extract(epoch from clock_timestamp()) * 1000000)::bigint,
  tries int not null default 0,
  primary key (kind, ref)
);
create index timer_due on timer (due_at);

create table parked_event (
  id bigint generated always as identity primary key,
  consumer text not null, subject text not null, waits_for text,
  topic text not null, partition int not null, "offset" bigint not null,
  key bytea, headers jsonb not null, body bytea,
  reason text not null, parked_at timestamptz not null default now(),
  tries int not null default 0, retry_at timestamptz not null default now(),
  -- when the consumer had seen everything that was there; the wait for an unknown subject counts from here
  caught_up_at timestamptz,
  unique (consumer, topic, partition, "offset")
);
create index parked_event_retry on parked_event (consumer, retry_at);
create index parked_event_subject on parked_event (consumer, subject, id);

create table dead_letter (
  id bigint generated always as identity primary key,
  consumer text not null, topic text not null, partition int not null, "offset" bigint not null,
  event_type text, event_source text, event_id text, subject text,
  key bytea, headers jsonb not null, body bytea,
  code text not null, reason text not null, stack text,
  tries int not null default 1,
  status text not null default 'dead' check (status in ('dead', 'replay-requested', 'replayed', 'discarded')),
  first_failed_at timestamptz not null default now(), last_failed_at timestamptz not null default now(),
  decided_by text, decided_at timestamptz, decision_reason text,
  -- what the last replay came to: handled, ignored, duplicate, parked, or scheduled for a timer
  replay_outcome text,
  unique (consumer, topic, partition, "offset")
);
create index dead_letter_status on dead_letter (consumer, status, id);
`;

/**
 * Which fields were wrong, so that they can be searched for; and what an operator made of a dead letter, beside what came:
 * that is what a replay handles.
 */
export const messagingSchema2 = `
alter table dead_letter
  add column fields text[] not null default '{}',
  add column edited_headers jsonb, add column edited_body bytea, add column edited_by text, add column edited_at timestamptz;
create index dead_letter_source on dead_letter (consumer, event_source, id);
`;
