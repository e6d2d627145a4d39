import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is added to a day may be less than 0, when an answer was revised in another transaction than it came in. Postgres
 * checks the row that it would insert even where it then adds to one that is there.
 */
export class DailyCsatDeltas1700000005120 implements MigrationInterface {
  readonly name = 'DailyCsatDeltas1700000005120';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table daily_csat
        drop constraint if exists daily_csat_n_check,
        drop constraint if exists daily_csat_check,
        drop constraint if exists daily_csat_missing_check
    `);
  }

  async down(): Promise<void> {
    // Rows that were revised may not fit the checks any more.
  }
}
