import { Injectable } from '@nestjs/common';
import type { CloudEvent, MessageComplained, MessageOptedOut, MessageReceipt } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { unknownCustomer } from '../domain/customer.js';
import type { DeliveryState, FollowUpUnit } from './stores.js';

/** What became of the messages with invitations. Receipts of other messages are none of our business. */
@Injectable()
export class FollowDelivery {
  async run(
    { data, time }: CloudEvent<MessageReceipt & { readonly reason?: string }>,
    state: DeliveryState,
    unit: FollowUpUnit,
  ): Promise<HandlerOutcome> {
    const delivery = await unit.deliveries.get(data.messageId);
    // A late "sent" tells nothing new after "delivered".
    if (!delivery || (state === 'sent' && delivery.state !== 'requested')) return 'ignored';
    unit.deliveries.put({
      ...delivery,
      version: delivery.version + 1,
      state,
      ...(data.reason !== undefined && { reason: data.reason }),
      changedAt: new Date(time),
    });
  }

  /** No more surveys for who complained about one, or does not want them (or anything) any more. */
  async optOut(
    event: CloudEvent<MessageComplained | MessageOptedOut>,
    state: DeliveryState,
    unit: FollowUpUnit,
  ): Promise<HandlerOutcome> {
    const { data } = event;
    const outcome = await this.run(event, state, unit);
    const purpose = 'purpose' in data ? data.purpose : undefined;
    const isOurs = state === 'opted-out' ? purpose === undefined || purpose === 'survey' : outcome !== 'ignored';
    if (!isOurs) return outcome;
    const customer = (await unit.customers.get(data.customerId)) ?? unknownCustomer(data.customerId);
    if (!customer.isOptedOut) unit.customers.put({ ...customer, version: customer.version + 1, isOptedOut: true });
  }
}
