import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionReceived } from '#libs/contracts';
import type { RoutingUnit } from './routing-unit.js';

/** Where a reply goes is said only when a contact comes in; the events of a case carry no address. */
@Injectable()
export class KeepReplyAddress {
  async run({ data }: CloudEvent<InteractionReceived>, unit: RoutingUnit): Promise<void> {
    const { interactionId, channel, channelAccount, party, externalId, threadId, subject } = data;
    unit.newAddresses.append({
      interactionId,
      version: 1,
      channel,
      channelAccount,
      handle: party.handle,
      externalId,
      ...(threadId !== undefined && { threadId }),
      ...(subject !== undefined && { subject }),
    });
  }
}
