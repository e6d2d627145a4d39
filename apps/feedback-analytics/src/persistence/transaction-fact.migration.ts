import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TransactionFacts1700000001500 implements MigrationInterface {
  readonly name = 'TransactionFacts1700000001500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table transaction_fact (
        transaction_id uuid primary key,
        customer_id uuid not null,
        kind text not null,
        amount text, currency text,
        brand text, site text, product text,
        occurred_at timestamptz not null,
        day date not null,
        recorded_at timestamptz not null,
        check ((amount is null) = (currency is null))
      );
      create index transaction_fact_customer on transaction_fact (customer_id, occurred_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table transaction_fact');
  }
}
