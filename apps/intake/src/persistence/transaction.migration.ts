import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IntakeTransactions1700000001502 implements MigrationInterface {
  readonly name = 'IntakeTransactions1700000001502';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table customer_transaction (
        transaction_id uuid primary key,
        version int not null check (version > 0),
        customer_id uuid not null,
        body_hash text not null check (length(body_hash) = 64),
        received_at timestamptz not null
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table customer_transaction');
  }
}
