import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adapters, what opens the doors to them, and what their keys have used up. `adapter_registry` counts the changes, so
 * that instances need to look at one row to know whether anything changed, whoever changed it.
 */
export class AdapterSchema1700000001400 implements MigrationInterface {
  readonly name = 'AdapterSchema1700000001400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table adapter (
        adapter_id text collate "C" primary key,
        accounts text[] not null,
        created_at timestamptz not null default now(), created_by text not null,
        changed_at timestamptz not null default now(), changed_by text not null
      );

      create table adapter_source (
        source text collate "C" primary key,
        adapter_id text collate "C" not null references adapter
      );
      create index adapter_source_adapter on adapter_source (adapter_id);

      create table adapter_key (
        key_id text collate "C" primary key,
        adapter_id text collate "C" not null references adapter,
        hash bytea not null check (length(hash) = 32),
        accounts text[],
        rate_limit int check (rate_limit > 0), rate_seconds int check (rate_seconds > 0),
        created_at timestamptz not null, created_by text not null,
        expires_at timestamptz, revoked_at timestamptz, revoked_by text,
        last_used_at timestamptz,
        check ((rate_limit is null) = (rate_seconds is null))
      );
      create index adapter_key_adapter on adapter_key (adapter_id, key_id);

      create table webhook_secret (
        secret_id text collate "C" primary key,
        adapter_id text collate "C" not null references adapter,
        sealed bytea not null,
        created_at timestamptz not null, created_by text not null,
        expires_at timestamptz, revoked_at timestamptz, revoked_by text
      );
      create index webhook_secret_adapter on webhook_secret (adapter_id);

      -- not logged: after a crash of the server every bucket is full again, and nothing worse
      create unlogged table key_allowance (
        key_id text collate "C" primary key,
        tokens float8 not null,
        granted float8 not null,
        at timestamptz not null
      ) with (fillfactor = 50);

      create table adapter_registry (only_row boolean primary key default true check (only_row), version bigint not null);
      insert into adapter_registry (version) values (1);
      create function adapter_registry_changed() returns trigger language plpgsql as $$
      begin
        update adapter_registry set version = version + 1;
        return null;
      end $$;
      create trigger adapter_changed after insert or update or delete on adapter
        for each statement execute function adapter_registry_changed();
      create trigger adapter_source_changed after insert or update or delete on adapter_source
        for each statement execute function adapter_registry_changed();
      create trigger adapter_key_changed after insert or delete or update of hash, accounts, rate_limit, rate_seconds, expires_at, revoked_at
        on adapter_key for each statement execute function adapter_registry_changed();
      create trigger webhook_secret_changed after insert or update or delete on webhook_secret
        for each statement execute function adapter_registry_changed();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table adapter_registry, key_allowance, webhook_secret, adapter_key, adapter_source, adapter;
      drop function adapter_registry_changed();
    `);
  }
}
