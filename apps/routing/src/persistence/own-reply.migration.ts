import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The latest contact of the customer whose case it is; absent where that is the one that opened it. */
export class OwnReply1700000002300 implements MigrationInterface {
  readonly name = 'OwnReply1700000002300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table support_case add column own_reply_to uuid');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table support_case drop column own_reply_to');
  }
}
