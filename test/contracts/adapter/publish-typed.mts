// What the author of an adapter writes in TypeScript; `npm run contracts:pack` compiles it, strictly, against the tarball.
import type { CloudEvent, Decoded, EncodedRecord, FieldError } from '@thirdring/contracts';
import {
  InteractionSubmitted,
  MessageRequested,
  MessageSent,
  encode,
  inboundKey,
  validateData,
} from '@thirdring/contracts';

const data: InteractionSubmitted = {
  channel: 'email',
  channelAccount: 'help@lamps.example',
  externalId: '<m1@mail.example>',
  direction: 'inbound',
  party: { type: 'email', handle: 'ana@mail.example', verified: true },
};

export const faults: FieldError[] = validateData(InteractionSubmitted, data, { door: true });
export const key: string = inboundKey(data);

// @ts-expect-error: the channel is a word of the list
data.channel = 'telex';

export function receiptOf(decoded: Decoded): EncodedRecord | undefined {
  if (decoded.kind !== 'event' || decoded.eventClass !== MessageRequested) return undefined;
  const request = decoded.event as CloudEvent<MessageRequested>;
  const sent: MessageSent = { messageId: request.data.messageId, customerId: request.data.customerId };
  return encode({ ...request, source: '/adapters/mail', type: 'thirdring.message.sent.v1', data: sent });
}
