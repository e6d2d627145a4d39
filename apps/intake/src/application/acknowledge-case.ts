import { Injectable } from '@nestjs/common';
import {
  InteractionLoopSuspected,
  MessageRequested,
  uuidV8,
  type CaseOpened,
  type CloudEvent,
  type InteractionSubmitted,
} from '#libs/contracts';
import { NotYetKnown, type Loads } from '#libs/messaging';
import { decideAcknowledgement, type SuppressionReason } from '../domain/acknowledgement.js';
import type { CustomerFile } from '../domain/customer-file.js';
import { viewOf } from '../domain/customer.js';
import { greetingWindowMs, judgeGreeting } from '../domain/greeting-rate.js';
import type { Interaction } from '../domain/interaction.js';
import { handleKeyOf } from './customer-ids.js';
import { GreetingPolicy } from './greeting-policy.js';
import { LearnCaseLinks } from './learn-case-links.js';
import type { IntakeStores, IntakeUnit } from './stores.js';
import { SuggestAnswers } from './suggest-answers.js';
import { WriteGreeting } from './write-greeting.js';

/** Tells the customer that the contact arrived, with reference and time of the answer: once for each case. */
@Injectable()
export class AcknowledgeCase {
  constructor(
    private readonly policy: GreetingPolicy,
    private readonly suggestAnswers: SuggestAnswers,
    private readonly writeGreeting: WriteGreeting,
    private readonly learnCaseLinks: LearnCaseLinks,
  ) {}

  static loads({ caseId, interactionId, customerId }: CaseOpened): Loads<IntakeStores> {
    const sent = acknowledgementIdOf(caseId);
    const ofCase = { acknowledgements: caseId, sent, greetingRates: customerId };
    return { ...ofCase, interactions: interactionId, customers: customerId };
  }

  async run({ data }: CloudEvent<CaseOpened>, unit: IntakeUnit): Promise<void> {
    const { caseId, interactionId, customerId } = data;
    const interaction = await unit.interactions.get(interactionId);
    if (interaction === undefined) throw new NotYetKnown(`interactions/${interactionId}`);
    if ((await unit.acknowledgements.get(caseId)) !== undefined) return;
    if (interaction.body === '') return suppress('erased', unit);
    const contact = JSON.parse(interaction.body) as InteractionSubmitted;
    const decision = decideAcknowledgement(contact, {
      automatic: data.automatic,
      isAddressOfAnother: interaction.isAddressOfAnother === true,
    });
    if (decision.kind === 'suppress') return suppress(decision.reason, unit);
    if (!(await this.isAdmitted(data, rateKeyOf(contact, interaction), unit))) return suppress('loop', unit);
    const messageId = acknowledgementIdOf(caseId);
    const customer = await fileFor(interaction.customerId, unit);
    const answers = await this.suggestAnswers.run(data, contact, unit);
    const greeted = { opened: data, interaction, contact, customer, answers };
    const message = this.writeGreeting.run(messageId, decision.channel, greeted, unit.now);
    const suggestions = answers.length;
    unit.acknowledgements.put({ caseId, version: 1, interactionId, messageId, requestedAt: unit.now, suggestions });
    unit.publish(MessageRequested, message, { sequence: 1 });
    await this.learnCaseLinks.requested(
      { messageId, caseId, customerId, channelAccount: message.channelAccount },
      unit,
    );
  }

  private async isAdmitted(opened: CaseOpened, rateKey: string, unit: IntakeUnit): Promise<boolean> {
    const { customerId, interactionId, channel, channelAccount } = opened;
    const most = this.policy.mostAcknowledgements;
    const verdict = judgeGreeting(await unit.greetingRates.get(rateKey), { rateKey, now: unit.now, most });
    if (verdict.rate !== undefined) unit.greetingRates.put(verdict.rate);
    if (verdict.kind === 'suspected') {
      const where = { interactionId, customerId, channel, channelAccount };
      const data = { ...where, acknowledgements: most, windowSeconds: greetingWindowMs / 1_000 };
      unit.publish(InteractionLoopSuspected, data, { sequence: await nextSuspicion(customerId, rateKey, unit) });
    }
    return verdict.kind === 'allowed';
  }
}

/**
 * Whose acknowledgements count together: all to one mail address or number, whoever gave it at whichever account; other
 * handles mean something within their channel only, where they are the customer. Of who is known by a verified address
 * that is the id of the customer, whose row was loaded with the case.
 */
const rateKeyOf = ({ party: { type } }: InteractionSubmitted, { handle, customerId }: Interaction): string =>
  type === 'email' || type === 'phone' ? handleKeyOf({ type, handle }) : customerId;

/**
 * Place of what is told of a customer's loops, one after the other at whichever of their addresses. The row of a customer
 * who is no address suspects nothing itself, but stays for its version, as each of which a loop was ever suspected.
 */
async function nextSuspicion(customerId: string, rateKey: string, unit: IntakeUnit): Promise<number> {
  const own = await unit.greetingRates.get(customerId);
  if (customerId === rateKey) return own?.version ?? 1;
  const version = (own?.version ?? 0) + 1;
  unit.greetingRates.put({
    times: [],
    ...own,
    rateKey: customerId,
    version,
    suspectedAt: own?.suspectedAt ?? new Date(0),
  });
  return version;
}

/** It follows from the case: consumed again after a restore, it is the same message. */
const acknowledgementIdOf = (caseId: string): string => uuidV8('acknowledgement', caseId);

/** Of who was put together with others it is what all of them are known by; the address stays that of the contact. */
async function fileFor(customerId: string, unit: IntakeUnit): Promise<CustomerFile | undefined> {
  const customer = await unit.customers.get(customerId);
  const survivor = customer?.mergedInto === undefined ? customer : await unit.customers.get(customer.mergedInto);
  return survivor && viewOf(survivor);
}

function suppress(reason: SuppressionReason, unit: IntakeUnit): void {
  unit.suppressions.add({ reason }, { count: 1 });
}
