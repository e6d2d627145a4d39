import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateActivity1700000000000 implements MigrationInterface {
  readonly name = 'CreateActivity1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'create table activity (customer_id uuid primary key, version int not null, contacts int not null, last_channel text not null, last_at timestamptz not null, last jsonb not null)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table activity');
  }
}
