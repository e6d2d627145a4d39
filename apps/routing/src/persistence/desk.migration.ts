import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
alter table support_case add column transfers jsonb;

-- queues that were emptied into others, and how far that has come; written by the engine alone
create table queue_drain (
  drain_id uuid primary key, queue_id text not null, target text not null, reason text not null, decided_by text,
  state text not null check (state in ('running', 'done')),
  started_at timestamptz not null, ended_at timestamptz, moved int not null
);
create index queue_drain_queue on queue_drain (queue_id, started_at desc);

-- callers may choose the id of a command, so that its repetition is known as one
drop index routing_command_asked;
create unique index routing_command_asked on routing_command (command_id) where command_id is not null;

-- the order in which what was told became visible, for streams that go on where they ended
alter table case_story add column told_in xid8 not null default pg_current_xact_id();
create index case_story_told_in on case_story (told_in, case_id, sequence);
`;

export class Desk1700000002790 implements MigrationInterface {
  readonly name = 'Desk1700000002790';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(up);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'alter table case_story drop column told_in; drop index routing_command_asked; ' +
        'create index routing_command_asked on routing_command (command_id) where command_id is not null; ' +
        'drop table queue_drain; alter table support_case drop column transfers',
    );
  }
}
