import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Most cases have no promise, and are not looked at when promises are listed. */
export class PromiseIndex1700000002605 implements MigrationInterface {
  readonly name = 'PromiseIndex1700000002605';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index support_case_promised on support_case (case_id) where promises is not null');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index support_case_promised');
  }
}
