import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
-- every policy that was ever applied; a row is never changed
create table policy_version (
  version int primary key, hash text not null, origin text not null check (origin in ('folder', 'command')),
  files jsonb not null, applied_at timestamptz not null default now(), applied_by text, note text,
  in_force_from timestamptz not null
);
`;

export class PolicyVersions1700000002603 implements MigrationInterface {
  readonly name = 'PolicyVersions1700000002603';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(up);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table policy_version');
  }
}
