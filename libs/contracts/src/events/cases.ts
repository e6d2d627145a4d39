import { Event } from '../event.js';
import { Flag, Instant, Integer, Language, ListOf, OneOf, Optional, Seconds, Text, TextList, Uuid } from '../fields.js';
import { sources } from '../producers.js';
import { topics } from '../topics.js';
import type { ActorType, Channel, Direction, Kind, Need, Opener, ThreadNote } from '../vocabulary.js';
import { actorTypes, channels, directions, kinds, needs, openers, threadNotes } from '../vocabulary.js';

/** The options that every event of a case shares. */
export const ofCase = { topic: topics.cases, subject: 'caseId', key: 'customerId', producers: [sources.routing] };

/** What every fact of a case carries, so that a reader can group it with no other look-up. */
export abstract class CaseEvent {
  @Uuid() caseId!: string;
  @Uuid() customerId!: string;
  /** 1 for the first life of the case; each reopening adds one. */
  @Integer(1) cycle!: number;
  @OneOf(channels) channel!: Channel;
  @Optional() @Text() queueId?: string;
  @Optional() @Text() teamId?: string;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
  @OneOf(actorTypes) actorType!: ActorType;
}

/** What a case is about; repeated when it closes, so that follow-up need not remember. */
export abstract class CaseSummaryEvent extends CaseEvent {
  /** `TR-…`, what customers quote. */
  @Text(32) reference!: string;
  /** The interaction that opened this case. */
  @Uuid() interactionId!: string;
  @Text() channelAccount!: string;
  @Optional() @Language() language?: string;
  @OneOf(kinds) kind!: Kind;
  @ListOf(needs) needs!: Need[];
  @Optional() @OneOf(needs) primaryNeed?: Need;
  /** Topic and product: one issue, one case. */
  @Text() issueKey!: string;
  @Optional() @Text() policyVersion?: string;
  @Optional() @Flag() isFirstContact?: boolean;
  @Flag() anonymous!: boolean;
  /** The contact came from a machine, or the case is between us: never acknowledged, never surveyed. */
  @Flag() automatic!: boolean;
  /** Work that one team does for another; the customer has the case that it is a part of. */
  @Optional() @Uuid() parentCaseId?: string;
}

@Event({ type: 'thirdring.case.opened.v1', ...ofCase })
export class CaseOpened extends CaseSummaryEvent {
  @OneOf(openers) openedBy!: Opener;
  @OneOf(directions) direction!: Direction;
  @Integer(1, 5) urgency!: number;
  @Optional() @Text() entitlement?: string;
  @TextList(50) requiredSkills!: string[];
  @Optional() @Flag() resolvableAtFirstContact?: boolean;
  @Optional() @Instant() firstResponseDueAt?: string;
  /** When the contact happened at the customer's side. */
  @Instant() occurredAt!: string;
  @Optional() @Instant() receivedAt?: string;
  @Optional() @Instant() replyBy?: string;
  @Optional() @Uuid() incidentId?: string;
  /** Why this is a case of its own although it looked like a part of another. */
  @Optional() @OneOf(threadNotes) threadNote?: ThreadNote;
  /** That of the contact. */
  @Optional() @Uuid() threadKey?: string;
}

@Event({ type: 'thirdring.case.interaction-added.v1', ...ofCase })
export class CaseInteractionAdded extends CaseEvent {
  @Uuid() interactionId!: string;
  @OneOf(directions) direction!: Direction;
  @Optional() @OneOf(kinds) kind?: Kind;
  @Optional() @Instant() occurredAt?: string;
  /** That of the contact. */
  @Optional() @Uuid() threadKey?: string;
  /** A machine sent it: it changes nothing of who waits for whom. */
  @Optional() @Flag() automatic?: boolean;
}

/** Answered to the customer; the first one stops the first-response clock. */
@Event({ type: 'thirdring.case.replied.v1', ...ofCase })
export class CaseReplied extends CaseEvent {
  /** Absent when a bot or the system replied. */
  @Optional() @Text() agentId?: string;
  @Flag() first!: boolean;
  @Flag() public!: boolean;
  @Seconds() waitedSeconds!: number;
  @Optional() @Seconds() businessWaitedSeconds?: number;
  @Optional() @Uuid() messageId?: string;
  /** Account that the message is sent from. */
  @Optional() @Text() channelAccount?: string;
  @Optional() @Integer(1) leg?: number;
}

@Event({ type: 'thirdring.case.resolved.v1', ...ofCase })
export class CaseResolved extends CaseEvent {
  @Optional() @Text() agentId?: string;
  @Optional() @Text(4096) cause?: string;
  @Optional() @Text(4096) remedy?: string;
}

@Event({ type: 'thirdring.case.closed.v1', ...ofCase })
export class CaseClosed extends CaseSummaryEvent {
  /** The accountable one. */
  @Optional() @Text() agentId?: string;
  /** Everyone who took part. */
  @TextList(100) agentIds!: string[];
  @Optional() @Text() reason?: string;
  @Optional() @Instant() openedAt?: string;
  @Optional() @Instant() resolvedAt?: string;
}

/** `cycle` is the new one. */
@Event({ type: 'thirdring.case.reopened.v1', ...ofCase })
export class CaseReopened extends CaseEvent {
  @Optional() @Text(4096) cause?: string;
  @Optional() @Uuid() interactionId?: string;
  /** That of the contact. */
  @Optional() @Uuid() threadKey?: string;
}
