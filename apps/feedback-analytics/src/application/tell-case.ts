import { Injectable } from '@nestjs/common';
import type { CaseEvent, CaseInteractionAdded, CaseOpened, CloudEvent } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { unheardOf, withMoment, type CaseRecord } from '../domain/facts/case-record.js';
import { contactContributionsOf, noContacts, settled, withContact } from '../domain/facts/customer-contacts.js';
import type { Dims } from '../domain/facts/dims.js';
import { topicOf } from '../domain/facts/topic.js';
import { present } from '../domain/present.js';
import type { CaseMoment } from '../domain/signs/case-timeline.js';
import { contactedMoment, openedMoment } from './case-moments.js';
import type { Frozen } from '../domain/facts/frozen.js';
import { FrozenContexts } from './frozen-contexts.js';
import { KeepCase } from './keep-case.js';
import { WriteFigures } from './write-figures.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** The time line of each case: what its figures and its signs follow from. */
@Injectable()
export class TellCase {
  constructor(
    private readonly contexts: FrozenContexts,
    private readonly keepCase: KeepCase,
    private readonly figures: WriteFigures,
  ) {}

  /** Something that says nothing but the moment. */
  async happened(
    { data }: CloudEvent<CaseEvent>,
    moment: CaseMoment | undefined,
    unit: FeedbackAnalyticsUnit,
  ): Promise<HandlerOutcome> {
    if (!moment) return 'ignored';
    const before = (await unit.records.get(data.caseId)) ?? unheardOf(data.caseId, data.customerId);
    const after = withMoment(before, moment);
    if (!after) return 'ignored';
    this.keepCase.run(before, after, unit);
  }

  async opened(event: CloudEvent<CaseOpened>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { caseId, customerId, interactionId } = event.data;
    const before = (await unit.records.get(caseId)) ?? unheardOf(caseId, customerId);
    const frozen = await this.contexts.customer(event, customerId, unit);
    const contact = await unit.contacts.get(interactionId);
    const after = withMoment(introduced(before, event.data, frozen), openedMoment(event, contact));
    if (!after) return 'ignored';
    this.keepCase.run(before, after, unit);
    if (!contact?.speech) await this.awaitText(event.data, interactionId, event.data.occurredAt, unit);
    const { direction, anonymous, automatic, occurredAt } = event.data;
    if (direction !== 'inbound' || anonymous || automatic) return;
    await this.count(after, interactionId, Date.parse(occurredAt), frozen, unit);
  }

  async contacted(event: CloudEvent<CaseInteractionAdded>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { caseId, customerId, interactionId, automatic = false } = event.data;
    const before = (await unit.records.get(caseId)) ?? unheardOf(caseId, customerId);
    const contact = await unit.contacts.get(interactionId);
    const moment = contactedMoment(event, contact);
    const after = moment && withMoment(before, moment);
    if (!after) return 'ignored';
    this.keepCase.run(before, after, unit);
    if (!contact?.speech) await this.awaitText(event.data, interactionId, event.time, unit);
    const opened = after.moments.find(({ type }) => type === 'opened');
    if (automatic || opened?.type !== 'opened' || opened.anonymous) return;
    await this.count(after, interactionId, moment.at, await this.contexts.customer(event, customerId, unit), unit);
  }

  /** The text of a contact comes by another topic: it finds the case when it is there. */
  private async awaitText(
    { caseId, customerId, channel }: CaseEvent,
    interactionId: string,
    occurredAt: string,
    unit: FeedbackAnalyticsUnit,
  ): Promise<void> {
    const known = await unit.contacts.get(interactionId);
    if (known?.caseId !== undefined) return;
    const fresh = { interactionId, version: 0, customerId, occurredAt: new Date(occurredAt), dims: { channel } };
    const contact = known ?? fresh;
    unit.contacts.put({ ...contact, version: contact.version + 1, caseId });
  }

  private async count(
    record: CaseRecord,
    interactionId: string,
    at: number,
    { path = [] }: Frozen,
    unit: FeedbackAnalyticsUnit,
  ): Promise<void> {
    const issueKey = record.issueKey ?? '';
    const holders = [record.customerId, ...path];
    const knownAs = holders.at(-1) ?? record.customerId;
    const before = (await unit.customerContacts.get(knownAs)) ?? noContacts(knownAs);
    const after = withContact(before, issueKey, { interactionId, at, dims: record.dims, holders });
    if (!after) return;
    this.figures.run(contactContributionsOf(before, issueKey), contactContributionsOf(after, issueKey), unit);
    unit.customerContacts.put(settled(after, issueKey));
  }
}

/** What the opening says of a case, frozen with what is known of the customer then. */
function introduced(record: CaseRecord, data: CaseOpened, { segment, tier }: Frozen): CaseRecord {
  const { channel, kind, primaryNeed: need, brand, site, product, issueKey, reference, language } = data;
  const about = { channel, kind, need, segment, tier, brand, site, product, topic: topicOf(issueKey) };
  const dims: Dims = present(about);
  const openedAt = new Date(data.occurredAt);
  return present({ ...record, customerId: data.customerId, reference, language, dims, issueKey, openedAt });
}
