import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was understood of a contact, and what people corrected. */
export class IntakeUnderstanding1700000001200 implements MigrationInterface {
  readonly name = 'IntakeUnderstanding1700000001200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- as it is now; null of an erased contact
      alter table interaction add column classification jsonb;

      create table correction (
        correction_id uuid primary key,
        interaction_id uuid not null,
        interaction_version int not null check (interaction_version > 1),
        case_id uuid,
        by text not null check (by <> ''),
        at timestamptz not null,
        corrected jsonb not null check (jsonb_typeof(corrected) = 'object'),
        unique (interaction_id, interaction_version)
      );
      create index correction_export on correction (at, correction_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table correction; alter table interaction drop column classification');
  }
}
