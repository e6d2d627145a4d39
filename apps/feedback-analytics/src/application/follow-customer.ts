import { Injectable } from '@nestjs/common';
import { FeedbackRecorded, type CloudEvent, type CustomerChanged } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { unknownCustomer, type CustomerFact } from '../domain/customer-fact.js';
import { present } from '../domain/present.js';
import { FollowMerge } from './follow-merge.js';
import { recordedEvent, retracted } from './feedback-row.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** An erasure takes back what the customer wrote; scores stay, as they name nobody. */
@Injectable()
export class FollowCustomer {
  constructor(private readonly merge: FollowMerge) {}

  async run({ data }: CloudEvent<CustomerChanged>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const known = (await unit.customers.get(data.customerId)) ?? unknownCustomer(data.customerId);
    if (data.version <= known.profileVersion) return 'ignored';
    const { customerId, version: profileVersion, segment, tier, mergedInto } = data;
    const erasedAt = data.erasedAt === undefined ? undefined : new Date(data.erasedAt);
    if (erasedAt) {
      await this.retractComments(known, unit);
      unit.storedEvents.append({ key: customerId });
      unit.unsentTexts.append({ customerId });
    }
    await this.merge.run(customerId, { from: known.mergedInto, into: mergedInto }, unit);
    const comments = erasedAt ? [] : known.comments;
    const version = known.version + 1;
    unit.customers.put(present({ customerId, version, profileVersion, segment, tier, mergedInto, erasedAt, comments }));
  }

  private async retractComments(known: CustomerFact, unit: FeedbackAnalyticsUnit): Promise<void> {
    for (const feedbackId of known.comments) {
      const row = await unit.feedback.get(feedbackId);
      if (!row || row.deleted) continue;
      const empty = retracted(row, unit.now);
      unit.feedback.put(empty);
      unit.publish(FeedbackRecorded, recordedEvent(empty), { sequence: empty.revision });
    }
  }
}
