import { Injectable } from '@nestjs/common';
import {
  InteractionClassified,
  InteractionReceived,
  type CloudEvent,
  type InteractionSubmitted,
} from '#libs/contracts';
import { DomainError, type HandlerOutcome, type Loads } from '#libs/messaging';
import type { Customer } from '../domain/customer.js';
import { classify } from '../domain/classification.js';
import { judgeSubmission, type Judgement } from '../domain/de-duplication.js';
import type { Interaction } from '../domain/interaction.js';
import { noAccountRules, type AccountRules } from '../domain/handle.js';
import { isAddressOfAnother } from './address-of-another.js';
import { pointerIds, pointersOf } from './case-link-ids.js';
import { continueCase } from './continue-case.js';
import { heedWords } from './heed-words.js';
import { classifiedData, receivedData } from './interaction-events.js';
import { identify, type Identified } from './identify.js';
import { knowCustomer } from './know-customer.js';
import type { IntakeStores, IntakeUnit } from './stores.js';
import { FixedUnderstanding, UnderstandingSource } from './understanding-source.js';

export type SubmissionOutcome =
  | { readonly kind: 'accepted'; readonly interactionId: string }
  | { readonly kind: 'repeated'; readonly interactionId: string }
  | { readonly kind: 'refused'; readonly error: DomainError };

type SubmissionLoads = Required<
  Pick<Loads<IntakeStores>, 'submissions' | 'interactions' | 'customers' | 'handles' | 'links'>
>;

/** Takes one submission in, whatever its door: once, under both of its identities. */
@Injectable()
export class SubmitInteraction {
  static loads(event: CloudEvent<InteractionSubmitted>, rules: AccountRules = noAccountRules): SubmissionLoads {
    const { envelope, interactionId, customerId, relatives, handleKeys } = identify(event, rules);
    return {
      submissions: envelope,
      interactions: interactionId,
      customers: relatives.length === 0 ? customerId : [customerId, ...relatives],
      handles: handleKeys,
      links: pointerIds(pointersOf(event)),
    };
  }

  constructor(private readonly source: UnderstandingSource = new FixedUnderstanding()) {}

  async run(event: CloudEvent<InteractionSubmitted>, unit: IntakeUnit): Promise<HandlerOutcome> {
    const outcome = await this.submit(event, unit);
    if (outcome.kind === 'refused') throw outcome.error;
    return outcome.kind === 'repeated' ? 'duplicate' : undefined;
  }

  /** A refusal is an answer and not an exception: it leaves nothing in the unit, whose other submissions stay. */
  async submit(event: CloudEvent<InteractionSubmitted>, unit: IntakeUnit): Promise<SubmissionOutcome> {
    const identity = identify(event);
    const judgement = await this.judge(identity, unit);
    switch (judgement.kind) {
      case 'new':
        await this.takeIn(event, identity, unit);
        return { kind: 'accepted', interactionId: identity.interactionId };
      case 'repeat':
        if (judgement.isAlias) this.remember(identity.envelope, judgement.interactionId, unit);
        return { kind: 'repeated', interactionId: judgement.interactionId };
      case 'conflict':
        return { kind: 'refused', error: conflict(event, identity, judgement) };
      default:
        return judgement satisfies never;
    }
  }

  private async judge({ envelope, interactionId, bodyHash }: Identified, unit: IntakeUnit): Promise<Judgement> {
    const submission = await unit.submissions.get(envelope);
    const byChannel = await unit.interactions.get(interactionId);
    const byEnvelope = submission && (await this.known(submission.interactionId, unit));
    return judgeSubmission(bodyHash, { byEnvelope, byChannel });
  }

  private async known(interactionId: string, unit: IntakeUnit): Promise<Interaction> {
    const interaction = await unit.interactions.get(interactionId);
    if (interaction === undefined) throw new Error(`a submission stands for ${interactionId}, which is not stored`);
    return interaction;
  }

  private async takeIn(event: CloudEvent<InteractionSubmitted>, identity: Identified, unit: IntakeUnit): Promise<void> {
    const { interactionId, handle, body, bodyHash } = identity;
    const occurredAt = new Date(event.time);
    const { customer, isFirstContact } = await knowCustomer(event, identity, occurredAt, unit);
    const classification = classify(event.data, customer.language, this.source.current());
    const interaction: Interaction = {
      interactionId,
      version: 1,
      customerId: customer.customerId,
      handle,
      isFirstContact,
      ...((await isAddressOfAnother(identity, customer, unit)) && { isAddressOfAnother: true }),
      body,
      bodyHash,
      classification,
      occurredAt,
      receivedAt: unit.now,
    };
    unit.interactions.put(interaction);
    this.remember(identity.envelope, interactionId, unit);
    const continued = await continueCase(event, membersKnownTo(customer), unit);
    const { automatic } = continued;
    const received = { ...receivedData(interaction, event.data), ...(automatic && { automatic }) };
    unit.publish(InteractionReceived, received, { sequence: 1, time: interaction.occurredAt });
    const classified = { ...classifiedData(interaction, event.data, classification, customer), ...continued };
    unit.publish(InteractionClassified, classified, { sequence: 2 });
    await heedWords(event.data, continued.caseId, unit);
  }

  private remember(envelope: string, interactionId: string, unit: IntakeUnit): void {
    unit.submissions.put({ envelope, version: 1, interactionId });
  }
}

/** Under which ids somebody may be a party to a case: their own, and those whom they were put together with. */
const membersKnownTo = ({ customerId, mergedInto, mergedFrom }: Customer): readonly string[] =>
  mergedInto === undefined ? [customerId, ...mergedFrom] : [customerId, mergedInto, ...mergedFrom];

type Conflict = Extract<Judgement, { kind: 'conflict' }>;

function conflict(event: CloudEvent<InteractionSubmitted>, { bodyHash }: Identified, judgement: Conflict): DomainError {
  const { interactionId, storedHash, by } = judgement;
  const { channelAccount, externalId } = event.data;
  const [field, identity] =
    by === 'channel'
      ? (['externalId', `externalId ${externalId} of ${channelAccount}`] as const)
      : (['ce-id', `ce-id ${event.id} of source ${event.source}`] as const);
  const problem = 'was submitted before with another body';
  return new DomainError('submission-conflict', `${identity} ${problem}`, 'conflict', {
    errors: [{ field, problem }],
    interactionId,
    storedHash,
    receivedHash: bodyHash,
  });
}
