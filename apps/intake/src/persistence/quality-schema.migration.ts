import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Daily tallies of the quality of what adapters submit. */
export class QualitySchema1700000001420 implements MigrationInterface {
  readonly name = 'QualitySchema1700000001420';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table adapter_quality (
        adapter_id text collate "C" not null, day date not null,
        field text collate "C" not null, problem text collate "C" not null,
        count bigint not null check (count > 0),
        primary key (adapter_id, day, field, problem)
      ) with (fillfactor = 80)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table adapter_quality');
  }
}
