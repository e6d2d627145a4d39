import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionReceived } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import type { RoutingUnit } from './routing-unit.js';

/** Where a reply goes is said only when a contact comes in; the events of a case carry no address. */
@Injectable()
export class KeepReplyAddress {
  async run({ data }: CloudEvent<InteractionReceived>, unit: RoutingUnit): Promise<HandlerOutcome> {
    // It was on its way while its customer was erased.
    if ((await unit.customers.get(data.customerId))?.erasedAt !== undefined) return 'ignored';
    const { interactionId, customerId, channel, channelAccount, party, externalId, threadId, subject } = data;
    unit.newAddresses.append({
      interactionId,
      version: 1,
      customerId,
      channel,
      channelAccount,
      handle: party.handle,
      externalId,
      ...(threadId !== undefined && { threadId }),
      ...(subject !== undefined && { subject }),
    });
  }
}
