import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionClassified, InteractionReceived, InteractionReclassified } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { contactContributions, type ContactRecord } from '../domain/facts/contact.js';
import { withSpeech } from '../domain/facts/case-record.js';
import type { Dims } from '../domain/facts/dims.js';
import { present } from '../domain/present.js';
import { speechOf } from '../domain/signs/phrases/speech.js';
import { FrozenContexts } from './frozen-contexts.js';
import { KeepCase } from './keep-case.js';
import { WriteFigures } from './write-figures.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** An interaction, from whichever side it is heard of first: its call, the facts of its text, what it is about. */
@Injectable()
export class RecordContact {
  constructor(
    private readonly contexts: FrozenContexts,
    private readonly figures: WriteFigures,
    private readonly keepCase: KeepCase,
  ) {}

  async received(event: CloudEvent<InteractionReceived>, unit: FeedbackAnalyticsUnit): Promise<HandlerOutcome> {
    const { interactionId, customerId, occurredAt, text, language, phone } = event.data;
    const { segment, tier } = await this.contexts.customer(event, customerId, unit);
    const speech = this.contexts.speech(event, () => (text === undefined ? undefined : speechOf(text, language)));
    const { channel, brand, site, product, handledBy } = event.data;
    const who = { team: handledBy?.teamId, agent: handledBy?.agentId };
    const dims = present({ channel, ...who, segment, tier, brand, site, product });
    const before = await unit.contacts.get(interactionId);
    const contact = present({ ...before, interactionId, customerId, occurredAt: new Date(occurredAt), phone, speech });
    this.keep(before, { ...contact, dims: { ...dims, ...before?.dims } }, unit);
    if (before?.caseId === undefined || !speech) return;
    // The case was heard of first: it is waiting for the text.
    const record = await unit.records.get(before.caseId);
    const told = record && withSpeech(record, interactionId, speech);
    if (told) this.keepCase.run(record, told, unit);
  }

  async classified({ data }: CloudEvent<InteractionClassified>, unit: FeedbackAnalyticsUnit): Promise<void> {
    const { interactionId, customerId, channel, kind, need, topics, brand, site, product } = data;
    const what = { channel, kind: kind.value, need: need?.value, topic: topics[0]?.value, brand, site, product };
    const before = await unit.contacts.get(interactionId);
    const known = before ?? { interactionId, customerId, occurredAt: new Date(data.occurredAt), dims: {} };
    this.keep(before, { ...known, dims: { ...known.dims, ...present(what) } }, unit);
  }

  /** People said what a contact is really about: it counts there from now on, and so does its case. */
  async reclassified({ data }: CloudEvent<InteractionReclassified>, unit: FeedbackAnalyticsUnit): Promise<void> {
    const { interactionId, caseId, kind, need, topics } = data;
    const what: Dims = present({ kind: kind?.value, need: need?.value, topic: topics?.[0]?.value });
    const before = await unit.contacts.get(interactionId);
    if (before) this.keep(before, { ...before, dims: { ...before.dims, ...what } }, unit);
    const record = caseId === undefined ? undefined : await unit.records.get(caseId);
    if (!record) return;
    const corrected = { ...record, version: record.version + 1, dims: { ...record.dims, ...what } };
    this.keepCase.run(record, corrected, unit);
  }

  private keep(
    before: ContactRecord | undefined,
    contact: Omit<ContactRecord, 'version'>,
    unit: FeedbackAnalyticsUnit,
  ): void {
    const after = { ...contact, version: (before?.version ?? 0) + 1 };
    this.figures.run(before ? contactContributions(before) : [], contactContributions(after), unit);
    unit.contacts.put(after);
  }
}
