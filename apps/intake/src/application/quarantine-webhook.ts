import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { topics } from '#libs/contracts';
import { DeadLetters } from '#libs/messaging';

export interface RefusedWebhook {
  readonly adapterId: string;
  readonly id: string;
  readonly time: Date;
  readonly type: string;
  readonly isStructured: boolean;
  readonly body: Buffer;
  readonly code: string;
  readonly reason: string;
  readonly fields: readonly string[];
}

/**
 * Keeps what a webhook brought and cannot be taken in. Its sender is a machine of somebody else, which would send the same
 * again a few times and then forget it.
 */
@Injectable()
export class QuarantineWebhook {
  constructor(private readonly letters: DeadLetters) {}

  /** The same again is the one that is kept already. */
  run({ adapterId, id, time, type, isStructured, body, code, reason, fields }: RefusedWebhook): Promise<number> {
    const envelope = {
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: adapterId,
      ce_type: type,
      ce_time: time.toISOString(),
    };
    const headers = isStructured
      ? { 'content-type': 'application/cloudevents+json' }
      : { 'content-type': 'application/json', ...envelope };
    return this.letters.keep({
      topic: topics.inbound,
      headers,
      body,
      source: adapterId,
      id,
      type,
      code,
      reason,
      fields,
    });
  }
}

/** An id for one of several in a webhook: the same when the webhook comes again. */
export function itemId(webhookId: string, index: number): string {
  const id = `${webhookId}#${index}`;
  return id.length <= 255 ? id : hash('sha256', id, 'hex');
}
