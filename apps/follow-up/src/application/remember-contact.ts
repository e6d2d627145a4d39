import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionReceived } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { surveyChannelOf, withPoint } from '../domain/contact.js';
import type { FollowUpUnit } from './stores.js';

/** Case events carry no address: it is taken from the contact itself. */
@Injectable()
export class RememberContact {
  async run({ data }: CloudEvent<InteractionReceived>, unit: FollowUpUnit): Promise<HandlerOutcome> {
    const { customerId, channel, channelAccount, handle, party, automatic } = data;
    if (party.type === 'anonymous' || automatic || !surveyChannelOf(channel)) return 'ignored';
    // It was on its way while its customer was erased.
    if ((await unit.customers.get(customerId))?.erasedAt) return 'ignored';
    const point = { channel, channelAccount, handle, partyType: party.type };
    const contacts = withPoint(await unit.contacts.get(customerId), customerId, point);
    if (contacts) unit.contacts.put(contacts);
  }
}
