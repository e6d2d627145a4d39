import type { MigrationInterface, QueryRunner } from 'typeorm';
import { messagingSchema1 } from './schema.js';

/** First migration of every service: the tables of the messaging library. */
export class MessagingSchema1700000000000 implements MigrationInterface {
  readonly name = 'MessagingSchema1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(messagingSchema1);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table consumer_offset, inbox, outbox, outbox_refused, timer, parked_event, dead_letter; drop function messaging_expect',
    );
  }
}
