import { Controller } from '@nestjs/common';
import {
  CaseInteractionAdded,
  CaseOpened,
  CaseReopened,
  CaseReplied,
  InteractionSubmitted,
  MessageSent,
  TransactionSubmitted,
  type CloudEvent,
} from '#libs/contracts';
import { On, OnTimer, type DueTimer, type HandlerOutcome } from '#libs/messaging';
import { AdapterRights } from './application/adapter-rights.js';
import { AcknowledgeCase } from './application/acknowledge-case.js';
import { LearnCaseLinks } from './application/learn-case-links.js';
import { BringBeforeSurvivor, membersOf } from './application/bring-before-survivor.js';
import type { ChannelAccounts } from './application/channel-accounts.js';
import { EraseCustomer, sweepTimer } from './application/erase-customer.js';
import { viewTimer } from './application/know-customer.js';
import { LinkCustomers } from './application/link-customers.js';
import { linkTimer } from './application/note-handles.js';
import type { IntakeStores, IntakeUnit } from './application/stores.js';
import { QualityTally } from './application/quality-tally.js';
import { SubmitInteraction } from './application/submit-interaction.js';
import { SubmitTransaction } from './application/submit-transaction.js';

/** What intake consumes: event → what is loaded → use case. */
@Controller()
export class IntakeConsumer {
  constructor(
    private readonly adapterRights: AdapterRights,
    private readonly quality: QualityTally,
    private readonly submitInteraction: SubmitInteraction,
    private readonly submitTransaction: SubmitTransaction,
    private readonly acknowledgeCase: AcknowledgeCase,
    private readonly learnCaseLinks: LearnCaseLinks,
    private readonly bringBeforeSurvivor: BringBeforeSurvivor,
    private readonly linkCustomers: LinkCustomers,
    private readonly eraseCustomer: EraseCustomer,
  ) {}

  @On(InteractionSubmitted, (event, rules: ChannelAccounts) => SubmitInteraction.loads(event, rules), { door: true })
  async onInteractionSubmitted(event: CloudEvent<InteractionSubmitted>, unit: IntakeUnit): Promise<HandlerOutcome> {
    const refusal = this.adapterRights.refusalOnTopic(event);
    if (refusal !== undefined) throw refusal;
    const outcome = await this.submitInteraction.run(event, unit);
    if (outcome === undefined) this.quality.taken(undefined, event, unit.now);
    return outcome;
  }

  @On(TransactionSubmitted, (event, rules: ChannelAccounts) => SubmitTransaction.loads(event, rules), { door: true })
  async onTransactionSubmitted(event: CloudEvent<TransactionSubmitted>, unit: IntakeUnit): Promise<HandlerOutcome> {
    const refusal = this.adapterRights.refusalOnTopic(event);
    if (refusal !== undefined) throw refusal;
    return this.submitTransaction.run(event, unit);
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

  @On(CaseReplied, ({ data }) => ({ sent: data.messageId, acknowledgements: data.caseId }))
  onCaseReplied(event: CloudEvent<CaseReplied>, unit: IntakeUnit): Promise<HandlerOutcome> {
    return this.learnCaseLinks.replied(event, unit);
  }

  @On(MessageSent, ({ data }) => ({ sent: data.messageId }))
  onMessageSent(event: CloudEvent<MessageSent>, unit: IntakeUnit): Promise<HandlerOutcome> {
    return this.learnCaseLinks.sent(event, unit);
  }

  @OnTimer<IntakeStores>(viewTimer, ({ ref }) => ({ customers: membersOf(ref) }))
  onViewDue(timer: DueTimer, unit: IntakeUnit): Promise<void> {
    return this.bringBeforeSurvivor.run(timer, unit);
  }

  @OnTimer<IntakeStores>(linkTimer, ({ ref }) => ({ customers: membersOf(ref) }))
  onLinkDue(timer: DueTimer, unit: IntakeUnit): Promise<void> {
    return this.linkCustomers.run(timer, unit);
  }

  @OnTimer<IntakeStores>(sweepTimer, ({ ref }) => ({ customers: ref }))
  onSweepDue(timer: DueTimer, unit: IntakeUnit): Promise<void> {
    return this.eraseCustomer.sweep(timer, unit);
  }
}
