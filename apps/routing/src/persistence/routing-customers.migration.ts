import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was merged or erased, and whose each address is. */
export class RoutingCustomers1700000001301 implements MigrationInterface {
  readonly name = 'RoutingCustomers1700000001301';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table known_customer (
        customer_id uuid primary key, version int not null, profile_version int not null,
        merged_into uuid, merged_from jsonb not null, erased_at timestamptz
      );
      alter table reply_address add column customer_id uuid;
      create index reply_address_customer on reply_address (customer_id);
      create index support_case_customer on support_case (customer_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop index support_case_customer; alter table reply_address drop column customer_id; drop table known_customer',
    );
  }
}
