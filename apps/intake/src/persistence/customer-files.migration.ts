import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers with provenance, merges and erasure. */
export class CustomerFiles1700000001300 implements MigrationInterface {
  readonly name = 'CustomerFiles1700000001300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table customer
        add column quiet_hours jsonb,
        -- how each attribute is known; the value is in the attribute's own column
        add column provenance jsonb not null default '{}',
        -- whom it was merged into, and who survives at the end of that chain
        add column parent uuid,
        add column merged_into uuid,
        add column merged_from jsonb not null default '[]',
        -- of a surviving customer: the join of the files of all members
        add column view jsonb,
        add column erased_at timestamptz,
        add check ((parent is null) = (merged_into is null)),
        add check (view is null or merged_into is null),
        add check (erased_at is null or (handles = '[]' and provenance = '{}' and view is null and parent is null));
      update customer set provenance = (
        select coalesce(jsonb_object_agg(attribute, jsonb_build_object('by', 'adapter', 'at', '1970-01-01T00:00:00.000Z', 'verified', false)), '{}')
        from (values ('name', name), ('organisation', organisation), ('segment', segment), ('tier', tier),
          ('language', language), ('timeZone', time_zone), ('contactStyle', contact_style)) known (attribute, value)
        where value is not null
      );
      create index customer_merged_into on customer (merged_into) where merged_into is not null;

      -- who has a handle on file besides the customer whose id is the key
      create table handle (
        handle_key uuid primary key,
        version int not null check (version > 0),
        holders jsonb not null check (jsonb_typeof(holders) = 'array')
      ) with (fillfactor = 90);

      create table merge_suggestion (
        suggestion_id uuid primary key,
        version int not null check (version > 0),
        customer_id uuid not null,
        other_id uuid not null check (other_id > customer_id),
        reason text not null,
        suggested_at timestamptz not null,
        state text not null check (state in ('open', 'dismissed')),
        decided_by text,
        decided_at timestamptz
      );
      create index merge_suggestion_open on merge_suggestion (suggested_at, suggestion_id) where state = 'open';
      create index merge_suggestion_customer on merge_suggestion (customer_id);
      create index merge_suggestion_other on merge_suggestion (other_id);

      create table audit_entry (
        audit_id uuid primary key,
        at timestamptz not null,
        by text not null,
        action text not null,
        customer_id uuid not null,
        other_id uuid,
        reason text
      );
      create index audit_entry_customer on audit_entry (customer_id, at);
      create index audit_entry_other on audit_entry (other_id) where other_id is not null;

      -- an erased contact keeps its ids and its hash, so that a repetition of it is still known as one
      alter table interaction drop constraint interaction_handle_check;
      alter table interaction add check ((handle = '') = (body = ''));
      create index interaction_customer on interaction (customer_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index interaction_customer;
      drop table audit_entry, merge_suggestion, handle;
      drop index customer_merged_into;
      alter table customer drop column quiet_hours, drop column provenance, drop column parent, drop column merged_into,
        drop column merged_from, drop column view, drop column erased_at;
    `);
  }
}
