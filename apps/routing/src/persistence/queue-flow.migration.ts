import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How fast queues are served, for estimates of waits; written by the engine alone. */
export class QueueFlow1700000002791 implements MigrationInterface {
  readonly name = 'QueueFlow1700000002791';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create table queue_flow (queue_id text primary key, flow jsonb not null)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table queue_flow');
  }
}
