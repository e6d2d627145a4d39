import type { Appender, Store, Unit } from '#libs/messaging';
import type { EngineCommand } from '../domain/engine/engine-command.js';
import type { StoryEvent } from '../domain/story/story-event.js';
import type { SupportCase } from '../domain/support-case.js';

/** Which case an issue is about now, where that is not its first one. */
export interface Issue {
  readonly issueId: string;
  readonly version: number;
  readonly caseId: string;
}

/** Keeps references unique: 35 bits repeat after some hundred thousand cases. */
export interface CaseReference {
  readonly reference: string;
  readonly version: number;
  readonly caseId: string;
}

/** Where a reply to an interaction goes. */
export interface ReplyAddress {
  readonly interactionId: string;
  readonly version: number;
  /** Absent of what was kept before addresses had one. */
  readonly customerId?: string;
  readonly channel: string;
  readonly channelAccount: string;
  readonly handle: string;
  readonly externalId: string;
  readonly threadId?: string;
  readonly subject?: string;
}

/** What a reply was answered with, for its repetition. */
export interface StoredReply {
  readonly messageId: string;
  readonly version: number;
  readonly caseId: string;
  readonly agentId?: string;
  readonly waitedSeconds: number;
  /** Whether a message to the customer was requested. */
  readonly requested: boolean;
  readonly repliedAt: Date;
}

/** A customer who was merged or erased; of others nothing is kept. */
export interface KnownCustomer {
  readonly customerId: string;
  readonly version: number;
  /** Version of the file at intake that this follows. */
  readonly profileVersion: number;
  readonly mergedInto?: string;
  readonly mergedFrom: readonly string[];
  readonly erasedAt?: Date;
}

/** Asks the engine for something. Without `commandId` nobody waits for the answer, and the row goes when it is done. */
export interface CommandRow {
  readonly commandId?: string;
  readonly body: EngineCommand;
}

/** What was told of a case at once, for its story. */
export interface StoryRow {
  readonly caseId: string;
  /** Of the first of the events. */
  readonly sequence: number;
  readonly toldAt: Date;
  readonly events: readonly StoryEvent[];
}

export interface RoutingStores {
  cases: Store<SupportCase>;
  issues: Store<Issue>;
  references: Store<CaseReference>;
  /** For reading; `newAddresses` writes the same table, and leaves what is there. */
  addresses: Store<ReplyAddress>;
  newAddresses: Appender<ReplyAddress>;
  replies: Store<StoredReply>;
  customers: Store<KnownCustomer>;
  /** Forgets the addresses of a customer. */
  erasures: Appender<{ readonly customerId: string }>;
  /** Empties what the messaging still holds under a record key. */
  storedEvents: Appender<{ readonly key: string }>;
  commands: Appender<CommandRow>;
  stories: Appender<StoryRow>;
}

export type RoutingUnit = Unit<RoutingStores>;
