import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each interaction is one row here and one in `submission`; keys are derived, so the unique indexes are the whole of the
 * de-duplication, across doors and instances. No foreign keys: a unit of work writes what belongs together in one
 * transaction, and each check would be a look-up and a row lock for every interaction.
 */
export class IntakeSchema1700000001000 implements MigrationInterface {
  readonly name = 'IntakeSchema1700000001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table customer (
        customer_id uuid primary key,
        version int not null check (version > 0),
        anonymous boolean not null,
        handles jsonb not null check (jsonb_typeof(handles) = 'array'),
        name text, organisation text, segment text, tier text, language text, time_zone text, contact_style text,
        consent jsonb not null check (jsonb_typeof(consent) = 'array'),
        relations jsonb not null check (jsonb_typeof(relations) = 'array')
      ) with (fillfactor = 90);

      create table interaction (
        interaction_id uuid primary key,
        version int not null check (version > 0),
        customer_id uuid not null,
        handle text not null check (handle <> ''),
        is_first_contact boolean not null,
        body text not null,
        body_hash text not null check (length(body_hash) = 64),
        occurred_at timestamptz not null,
        received_at timestamptz not null
      );

      create table submission (
        envelope text collate "C" primary key,
        version int not null check (version > 0),
        interaction_id uuid not null
      );

      create table acknowledgement (
        case_id uuid primary key,
        version int not null check (version > 0),
        interaction_id uuid not null,
        message_id uuid not null,
        requested_at timestamptz not null
      );

      create table acknowledgement_suppression (
        reason text primary key,
        count bigint not null check (count > 0)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table customer, interaction, submission, acknowledgement, acknowledgement_suppression',
    );
  }
}
