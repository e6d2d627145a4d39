import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is one with whom, and deliveries by customer. */
export class FollowUpCustomers1700000001302 implements MigrationInterface {
  readonly name = 'FollowUpCustomers1700000001302';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table customer add column merged_from jsonb not null default '[]';
      create index delivery_customer on delivery (customer_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index delivery_customer; alter table customer drop column merged_from');
  }
}
