import type { CommandResult, EngineCommand } from '../domain/engine/engine-command.js';
import type { Agent, Drain, Offer, OfferState } from '../domain/engine/engine-model.js';
import type { CaseStatus, SupportCase } from '../domain/support-case.js';

/** An offer with what an agent needs to know of the case. */
export interface OfferView {
  readonly offerId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly agentId: string;
  readonly state: OfferState;
  readonly offeredAt: Date;
  readonly expiresAt: Date;
  readonly endedAt?: Date;
  readonly reason?: string;
  readonly channel: string;
  readonly kind: string;
  readonly issueKey: string;
  readonly urgency: number;
  readonly language?: string;
  /** Who has the case now. */
  readonly ownerAgentId?: string;
}

export interface CommandView {
  readonly commandId: string;
  readonly state: 'pending' | 'done';
  readonly result?: CommandResult;
}

/** A case as far as its agent must know of it at a glance. */
export interface AgentCase {
  readonly caseId: string;
  readonly reference: string;
  readonly channel: string;
  readonly kind: string;
  readonly urgency: number;
  readonly queueId?: string;
  readonly waitingSince?: Date;
  readonly version: number;
}

export interface CaseFilter {
  readonly status?: CaseStatus;
  /** Cases of these queues, and those that the agent has or had. */
  readonly view?: { readonly agentId: string; readonly queues: readonly string[] };
}

export interface CaseList {
  readonly items: readonly SupportCase[];
  readonly nextCursor?: string;
}

/** What is read for answers over HTTP; never part of a decision. */
export abstract class RoutingReads {
  abstract offer(offerId: string): Promise<OfferView | undefined>;
  /** Oldest first. */
  abstract offers(filter: { state: Offer['state']; agentId?: string }, limit: number): Promise<readonly OfferView[]>;
  abstract agent(agentId: string): Promise<Agent | undefined>;
  abstract case(caseId: string): Promise<SupportCase | undefined>;
  abstract caseIdOf(reference: string): Promise<string | undefined>;
  /**
   * Newest first.
   * @throws DomainError `invalid-cursor`
   */
  abstract cases(filter: CaseFilter, limit: number, cursor?: string): Promise<CaseList>;
  abstract command(commandId: string): Promise<CommandView | undefined>;
  /** What was asked under this id, and whether it was this. */
  abstract commandLike(
    commandId: string,
    body: EngineCommand,
  ): Promise<{ readonly isSame: boolean; readonly result?: CommandResult } | undefined>;
  /** Those that the agent has, oldest first. */
  abstract casesOfAgent(agentId: string): Promise<readonly AgentCase[]>;
  abstract drain(drainId: string): Promise<Drain | undefined>;
  /** Newest first. */
  abstract drains(queueId: string, limit: number): Promise<readonly Drain[]>;
}
