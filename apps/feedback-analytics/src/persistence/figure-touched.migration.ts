import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FigureTouched1700000005110 implements MigrationInterface {
  readonly name = 'FigureTouched1700000005110';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table figure_touched (
        measure text not null, period timestamptz not null,
        changes bigint not null, published bigint not null,
        primary key (measure, period)
      ) with (fillfactor = 50);
      create index figure_touched_pending on figure_touched (period) where changes <> published;
      create index case_fact_open on case_fact (opened_at) where closed_at is null;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index case_fact_open; drop table figure_touched');
  }
}
