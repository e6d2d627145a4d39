import { InteractionReceived, sources, uuidV7, uuidV8 } from '#libs/contracts';
import type { OutgoingRecord } from '#libs/messaging';
import { recordOf } from './event-record.js';

/** Enough that a slice seldom meets a customer twice, few enough that states are updated more often than created. */
export const customers = 10_000;

const text = 'The parcel with the desk lamp should have been here by Monday. Can you tell me where it is?';

/** What the reference consumer and the idiomatic service are measured by: about 450 bytes of JSON. */
export function received(index: number, id = uuidV7()): OutgoingRecord {
  // 7919 is prime: neighbours are different customers, and every customer comes up equally often.
  const customer = (index * 7919) % customers;
  const customerId = uuidV8('bench-customer', String(customer));
  const now = new Date();
  const at = now.toISOString();
  const handle = `customer-${customer}@mail.example`;
  const data: InteractionReceived = {
    channel: 'email',
    channelAccount: 'help@lamps.example',
    externalId: `m-${index}`,
    direction: 'inbound',
    party: { type: 'email', handle, verified: true },
    subject: `Order ${index}`,
    text,
    language: 'en',
    interactionId: id,
    customerId,
    isFirstContact: false,
    handle,
    occurredAt: at,
    receivedAt: at,
  };
  return recordOf(InteractionReceived, data, { source: sources.intake, id, sequence: 1, time: now });
}
