import { Injectable } from '@nestjs/common';
import type { CaseOpened, InteractionSubmitted, MessageRequested } from '#libs/contracts';
import type { Channel } from '../domain/contact.js';
import type { CustomerFile } from '../domain/customer-file.js';
import { addressableName, greetingFor, localTime } from '../domain/greeting-values.js';
import type { Interaction } from '../domain/interaction.js';
import { endOfQuiet } from '../domain/quiet-hours.js';
import { GreetingPolicy } from './greeting-policy.js';
import { GreetingTexts, type GreetingMessage, type SuggestedText } from './greeting-texts.js';

export interface Greeted {
  readonly answers: readonly SuggestedText[];
  readonly opened: CaseOpened;
  readonly interaction: Interaction;
  readonly contact: InteractionSubmitted;
  /** What is known of who is greeted. */
  readonly customer: CustomerFile | undefined;
}

/** Who is in a conversation is awake, whatever the clock says. */
const live = new Set<Channel>(['chat']);

/** Puts a greeting into words: in the customer's language and time, at an hour that suits them. */
@Injectable()
export class WriteGreeting {
  constructor(
    private readonly texts: GreetingTexts,
    private readonly policy: GreetingPolicy,
  ) {}

  run(messageId: string, channel: Channel, greeted: Greeted, now: Date): MessageRequested {
    const { opened, interaction, contact, customer } = greeted;
    const { channelAccount, externalId, threadId } = contact;
    const notBefore = live.has(channel) ? undefined : endOfQuiet(now, customer?.quietHours, customer?.timeZone);
    return {
      messageId,
      // Of the case and not of the interaction: after a merge the case keeps the key that it was born with.
      customerId: opened.customerId,
      purpose: 'acknowledgement',
      channel,
      channelAccount,
      to: interaction.handle,
      ...this.words(greeted),
      ...(notBefore !== undefined && { notBefore: notBefore.toISOString() }),
      inReplyTo: externalId,
      ...(threadId !== undefined && { threadId }),
      caseReference: opened.reference,
      caseId: opened.caseId,
      interactionId: interaction.interactionId,
    };
  }

  private words({ opened, contact, customer, answers }: Greeted): GreetingMessage {
    const { reference, firstResponseDueAt } = opened;
    const template = greetingFor(opened.kind);
    const wanted = [
      ...[contact.language, opened.language, customer?.language],
      ...[this.policy.accountLanguages.get(contact.channelAccount), 'en'],
    ];
    const language = this.texts.languageOf(template, wanted) ?? 'en';
    const name = addressableName(customer?.name ?? contact.party.name);
    const dueAt = firstResponseDueAt && localTime(new Date(firstResponseDueAt), language, wanted, customer?.timeZone);
    const message = this.texts.render(template, wanted, {
      ...(name !== undefined && { name }),
      reference,
      ...(dueAt !== undefined && { dueAt }),
      hasAnswers: answers.length > 0,
      answers,
    });
    if (message === undefined) throw new Error(`there is no text of ${template} in English, which ships with intake`);
    return message;
  }
}
