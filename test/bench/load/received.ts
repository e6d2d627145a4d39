import { InteractionReceived, sources, uuidV7 } from '#libs/contracts';
import type { OutgoingRecord } from '#libs/messaging';
import { recordOf } from './event-record.js';
import { customerOf, receivedOf } from './story.js';

/** What the reference consumer and the idiomatic service are measured by. */
export function received(index: number, interactionId = uuidV7()): OutgoingRecord {
  const time = new Date();
  const data = receivedOf({
    ...customerOf(index),
    index,
    at: time.toISOString(),
    interactionId,
    isFirstContact: false,
  });
  return recordOf(InteractionReceived, data, { source: sources.intake, id: interactionId, sequence: 1, time });
}
