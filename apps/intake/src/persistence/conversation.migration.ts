import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What leads from a reference, a message or a thread to its case, and the messages whose ids are still to come. */
export class IntakeConversation1700000001500 implements MigrationInterface {
  readonly name = 'IntakeConversation1700000001500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table case_link (
        link_id uuid primary key,
        version int not null check (version > 0),
        case_id uuid not null,
        customer_id uuid not null,
        is_ours boolean not null
      );

      create table sent_message (
        message_id uuid primary key,
        version int not null check (version > 0),
        customer_id uuid not null,
        case_id uuid, channel_account text, external_id text, thread_id text
      ) with (fillfactor = 80);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table case_link, sent_message');
  }
}
