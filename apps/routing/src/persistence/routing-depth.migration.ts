import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = `
-- what only the engine reads of an agent and of an item: one column, written and loaded as a whole
alter table agent add column detail jsonb not null default '{}';
alter table queue_item add column detail jsonb not null default '{}';
update queue_item set detail = jsonb_build_object('pending', jsonb_build_array(offer_id)) where offer_id is not null;
update queue_item set agent_id = null where state = 'reserved';
alter table queue_item drop column offer_id;
alter table queue_item drop constraint queue_item_state_check;
alter table queue_item add constraint queue_item_state_check
  check (state in ('held', 'waiting', 'reserved', 'assigned', 'wrapping'));
`;

export class RoutingDepth1700000002101 implements MigrationInterface {
  readonly name = 'RoutingDepth1700000002101';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(up);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      "delete from queue_item where state in ('held', 'wrapping'); " +
        'alter table queue_item add column offer_id uuid; ' +
        "update queue_item set offer_id = (detail -> 'pending' ->> 0)::uuid; " +
        'alter table queue_item drop constraint queue_item_state_check; ' +
        'alter table queue_item add constraint queue_item_state_check ' +
        "check (state in ('waiting', 'reserved', 'assigned')); " +
        'alter table queue_item drop column detail; alter table agent drop column detail',
    );
  }
}
