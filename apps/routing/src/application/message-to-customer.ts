import { MessageRequested, type Channel, type MessagePurpose } from '#libs/contracts';
import type { SupportCase } from '../domain/support-case.js';
import type { ReplyAddress, RoutingUnit } from './routing-unit.js';

export interface Message {
  readonly messageId: string;
  readonly purpose: MessagePurpose;
  readonly text: string;
}

/** Asks an adapter to deliver what is written to the customer of a case. */
export function requestMessage(
  unit: RoutingUnit,
  { caseId, customerId, language, reference }: SupportCase,
  address: ReplyAddress,
  message: Message,
): void {
  const { interactionId, threadId, subject } = address;
  unit.publish(
    MessageRequested,
    {
      ...message,
      customerId,
      channel: address.channel as Channel,
      channelAccount: address.channelAccount,
      to: address.handle,
      inReplyTo: address.externalId,
      caseReference: reference,
      caseId,
      interactionId,
      ...(language !== undefined && { language }),
      ...(threadId !== undefined && { threadId }),
      ...(subject !== undefined && { subject: `Re: ${subject}`.slice(0, 1024) }),
    },
    { sequence: 1 },
  );
}
