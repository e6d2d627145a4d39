import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a customer was greeted within the last hour. */
export class IntakeGreeting1700000001501 implements MigrationInterface {
  readonly name = 'IntakeGreeting1700000001501';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table greeting_rate (
        customer_id uuid primary key,
        version int not null check (version > 0),
        times jsonb not null check (jsonb_typeof(times) = 'array'),
        suspected_at timestamptz
      ) with (fillfactor = 80);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table greeting_rate');
  }
}
