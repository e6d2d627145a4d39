import { Event } from '../event.js';
import { Flag, Instant, Integer, ListOf, NestedList, OneOf, Optional, Seconds, Text, Uuid } from '../fields.js';
import type { Confirmer, ExpectationSource, GreetingWay, Kind, Need, ResumeReason } from '../vocabulary.js';
import { confirmers, expectationSources, greetingWays, kinds, needs, resumeReasons } from '../vocabulary.js';
import { CaseEvent, ofCase } from './cases.js';

/** A person said what the case is really about; what is given is how it is now. Its place in the queue is kept. */
@Event({ type: 'thirdring.case.reclassified.v1', ...ofCase })
export class CaseReclassified extends CaseEvent {
  /** The contact that was classified otherwise. */
  @Uuid() interactionId!: string;
  @OneOf(kinds) kind!: Kind;
  @ListOf(needs) needs!: Need[];
  @Optional() @OneOf(needs) primaryNeed?: Need;
  @Text() issueKey!: string;
  @Optional() @OneOf(kinds) previousKind?: Kind;
  @Optional() @Text() previousIssueKey?: string;
  /** `agent:<id>` */
  @Optional() @Text() by?: string;
}

/** The customer was greeted for the first time in this cycle: acknowledged, answered or spoken with. */
@Event({ type: 'thirdring.case.greeted.v1', ...ofCase })
export class CaseGreeted extends CaseEvent {
  @OneOf(greetingWays) way!: GreetingWay;
  @Seconds() waitedSeconds!: number;
  @Optional() @Text() agentId?: string;
  @Optional() @Uuid() messageId?: string;
}

/** Facts and feelings were put in words, for the customer to confirm. A later one replaces it. */
@Event({ type: 'thirdring.case.restated.v1', ...ofCase })
export class CaseRestated extends CaseEvent {
  @Text(4096) restatement!: string;
  @Optional() @Text() agentId?: string;
}

/** The restatement is right: what the customer needs is understood. */
@Event({ type: 'thirdring.case.needs-confirmed.v1', ...ofCase })
export class CaseNeedsConfirmed extends CaseEvent {
  @Text(4096) restatement!: string;
  @OneOf(confirmers) confirmedBy!: Confirmer;
  /** The agent who wrote it down. */
  @Optional() @Text() agentId?: string;
  /** The contact in which the customer said so. */
  @Optional() @Uuid() interactionId?: string;
}

export class AgreedOption {
  @Text(1024) what!: string;
  @Flag() chosen!: boolean;
}

export class RankedExpectation {
  /** 1: what matters most to the customer. */
  @Integer(1, 20) rank!: number;
  @Text(1024) what!: string;
  @OneOf(expectationSources) expectationSource!: ExpectationSource;
}

/** An expectation that could not be met as it was. */
export class LoweredExpectation {
  /** Which of the ranked ones. */
  @Integer(1, 20) rank!: number;
  /** What was agreed instead; absent: nothing. */
  @Optional() @Text(1024) to?: string;
  @Text(1024) reason!: string;
}

/** What was put to the customer, what they expected and in which order, and what was agreed. */
@Event({ type: 'thirdring.case.agreed.v1', ...ofCase })
export class CaseAgreed extends CaseEvent {
  @NestedList(() => AgreedOption, 20) options!: AgreedOption[];
  @NestedList(() => RankedExpectation, 20) expectations!: RankedExpectation[];
  @NestedList(() => LoweredExpectation, 20) lowered!: LoweredExpectation[];
  @Text(4096) agreement!: string;
  /** Counts the agreements of the case: a later one replaces the one before. */
  @Integer(1) revision!: number;
  @Optional() @Text() agentId?: string;
}

/** An agreed pause, which ends at the review date at the latest. */
@Event({ type: 'thirdring.case.shelved.v1', ...ofCase })
export class CaseShelved extends CaseEvent {
  @Instant() reviewAt!: string;
  @Text(1024) reason!: string;
  @Optional() @Text() agentId?: string;
}

@Event({ type: 'thirdring.case.resumed.v1', ...ofCase })
export class CaseResumed extends CaseEvent {
  @OneOf(resumeReasons) reason!: ResumeReason;
  @Instant() reviewAt!: string;
  @Optional() @Text(1024) note?: string;
  @Optional() @Text() agentId?: string;
}

/** The customer was asked whether it helped. */
@Event({ type: 'thirdring.case.verified.v1', ...ofCase })
export class CaseVerified extends CaseEvent {
  @Flag() helped!: boolean;
  @OneOf(confirmers) confirmedBy!: Confirmer;
  @Optional() @Text(4096) comment?: string;
  @Optional() @Text() agentId?: string;
  @Optional() @Uuid() interactionId?: string;
}

@Event({ type: 'thirdring.case.thanked.v1', ...ofCase })
export class CaseThanked extends CaseEvent {
  @Optional() @Text() agentId?: string;
  @Optional() @Uuid() messageId?: string;
}

@Event({ type: 'thirdring.case.invited-back.v1', ...ofCase })
export class CaseInvitedBack extends CaseEvent {
  @Optional() @Text() agentId?: string;
  @Optional() @Uuid() messageId?: string;
}
