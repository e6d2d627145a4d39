import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts that give an address of somebody else. */
export class IntakeForeignAddress1700000001504 implements MigrationInterface {
  readonly name = 'IntakeForeignAddress1700000001504';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table interaction add column is_address_of_another boolean');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table interaction drop column is_address_of_another');
  }
}
