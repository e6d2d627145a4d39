import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far a case has come on its way; and which case of the customer internal work belongs to. */
export class CaseJourney1700000002401 implements MigrationInterface {
  readonly name = 'CaseJourney1700000002401';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table support_case add column journey jsonb, add column parent_case_id uuid');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table support_case drop column journey, drop column parent_case_id');
  }
}
