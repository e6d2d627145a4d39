import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Activity1700000000001 implements MigrationInterface {
  readonly name = 'Activity1700000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'create table activity (customer_id uuid primary key, version int not null, contacts int not null, last_channel text not null, last_at timestamptz not null, last jsonb not null) with (fillfactor = 70)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table activity');
  }
}
