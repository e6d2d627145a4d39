import { Injectable } from '@nestjs/common';
import {
  contactContributionsOf,
  moved,
  noContacts,
  whenMerged,
  whenParted,
  type IssueContact,
} from '../domain/facts/customer-contacts.js';
import { survivorsOf } from './frozen-contexts.js';
import { WriteFigures } from './write-figures.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** Contacts of two customers who are one are contacts of one: who came again is decided anew, here and nowhere else. */
@Injectable()
export class FollowMerge {
  constructor(private readonly figures: WriteFigures) {}

  async run(
    customerId: string,
    { from, into }: { readonly from: string | undefined; readonly into: string | undefined },
    unit: FeedbackAnalyticsUnit,
  ): Promise<void> {
    if (from === into) return;
    if (from !== undefined) await this.move(await this.holderOf(from, unit), customerId, whenParted(customerId), unit);
    if (into !== undefined) await this.move(customerId, await this.holderOf(into, unit), whenMerged(into), unit);
  }

  private async holderOf(customerId: string, unit: FeedbackAnalyticsUnit): Promise<string> {
    return (await survivorsOf(customerId, unit)).at(-1)?.customerId ?? customerId;
  }

  private async move(
    fromId: string,
    toId: string,
    holdersAfter: (contact: IssueContact) => readonly string[] | undefined,
    unit: FeedbackAnalyticsUnit,
  ): Promise<void> {
    if (fromId === toId) return;
    const from = (await unit.customerContacts.get(fromId)) ?? noContacts(fromId);
    const to = (await unit.customerContacts.get(toId)) ?? noContacts(toId);
    const [left, grown] = moved(from, to, holdersAfter);
    const before = [...contactContributionsOf(from), ...contactContributionsOf(to)];
    this.figures.run(before, [...contactContributionsOf(left), ...contactContributionsOf(grown)], unit);
    // Both are written even when nothing moves, so that a contact that comes at the same time is decided after this.
    unit.customerContacts.put(left);
    unit.customerContacts.put(grown);
  }
}
