import { Controller } from '@nestjs/common';
import {
  CaseInteractionAdded,
  CaseOpened,
  CaseReopened,
  CaseReplied,
  InteractionSubmitted,
  MessageSent,
  type CloudEvent,
} from '#libs/contracts';
import { On, type HandlerOutcome } from '#libs/messaging';
import { AcknowledgeCase } from './application/acknowledge-case.js';
import { LearnCaseLinks } from './application/learn-case-links.js';
import type { IntakeUnit } from './application/stores.js';
import { SubmitInteraction } from './application/submit-interaction.js';

/** What intake consumes: event → what is loaded → use case. */
@Controller()
export class IntakeConsumer {
  constructor(
    private readonly submitInteraction: SubmitInteraction,
    private readonly acknowledgeCase: AcknowledgeCase,
    private readonly learnCaseLinks: LearnCaseLinks,
  ) {}

  @On(InteractionSubmitted, (event) => SubmitInteraction.loads(event), { door: true })
  onInteractionSubmitted(event: CloudEvent<InteractionSubmitted>, unit: IntakeUnit): Promise<HandlerOutcome> {
    return this.submitInteraction.run(event, unit);
  }

  @On(CaseOpened, ({ data }) => ({
    ...LearnCaseLinks.loads(data),
    ...AcknowledgeCase.loads(data),
  }))
  async onCaseOpened(event: CloudEvent<CaseOpened>, unit: IntakeUnit): Promise<void> {
    await this.learnCaseLinks.contact(event.data, unit);
    await this.acknowledgeCase.run(event, unit);
  }

  @On(CaseInteractionAdded, ({ data }) => LearnCaseLinks.loads(data))
  onCaseInteractionAdded({ data }: CloudEvent<CaseInteractionAdded>, unit: IntakeUnit): Promise<void> {
    return this.learnCaseLinks.contact(data, unit);
  }

  @On(CaseReopened, ({ data }) => LearnCaseLinks.loads(data))
  onCaseReopened({ data }: CloudEvent<CaseReopened>, unit: IntakeUnit): Promise<void> {
    return this.learnCaseLinks.contact(data, unit);
  }

  @On(CaseReplied, ({ data }) => ({ sent: data.messageId }))
  onCaseReplied(event: CloudEvent<CaseReplied>, unit: IntakeUnit): Promise<HandlerOutcome> {
    return this.learnCaseLinks.replied(event, unit);
  }

  @On(MessageSent, ({ data }) => ({ sent: data.messageId }))
  onMessageSent(event: CloudEvent<MessageSent>, unit: IntakeUnit): Promise<HandlerOutcome> {
    return this.learnCaseLinks.sent(event, unit);
  }
}
