import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a row is there, so that it can be forgotten; in the order of storing, so that a BRIN index is enough. */
export class IntakeRowAge1700000001505 implements MigrationInterface {
  readonly name = 'IntakeRowAge1700000001505';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table case_link add column stored_at timestamptz not null default now();
      create index case_link_stored_at on case_link using brin (stored_at);
      alter table sent_message add column stored_at timestamptz not null default now();
      create index sent_message_stored_at on sent_message using brin (stored_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'alter table case_link drop column stored_at; alter table sent_message drop column stored_at',
    );
  }
}
