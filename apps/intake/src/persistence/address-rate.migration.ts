import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Acknowledgements are counted by address. Rows that are there stay: the id of a customer who is known by a verified
 * address is the key of that address, and for others their row goes on counting what was told of them.
 */
export class IntakeAddressRate1700000001600 implements MigrationInterface {
  readonly name = 'IntakeAddressRate1700000001600';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table greeting_rate rename column customer_id to rate_key');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table greeting_rate rename column rate_key to customer_id');
  }
}
