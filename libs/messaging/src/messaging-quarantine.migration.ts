import type { MigrationInterface, QueryRunner } from 'typeorm';
import { messagingSchema2 } from './schema.js';

/** Dead letters know their wrong fields, and can be edited before they are replayed. */
export class MessagingQuarantine1700000001410 implements MigrationInterface {
  readonly name = 'MessagingQuarantine1700000001410';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(messagingSchema2);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop index dead_letter_source; alter table dead_letter drop column fields, drop column edited_headers, drop column edited_body, drop column edited_by, drop column edited_at',
    );
  }
}
