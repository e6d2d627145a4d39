import { Event } from '../event.js';
import { Instant, OneOf, Optional, Text, Uuid } from '../fields.js';
import type { HandOffOutcome, MergeRole, ParticipantRole } from '../vocabulary.js';
import { handOffOutcomes, mergeRoles, participantRoles } from '../vocabulary.js';
import { CaseEvent, ofCase } from './cases.js';

/** Somebody takes part in another role, or no longer. There is never more than one accountable. */
@Event({ type: 'thirdring.case.participant-changed.v1', ...ofCase })
export class CaseParticipantChanged extends CaseEvent {
  @Text() agentId!: string;
  /** `none`: no longer takes part. */
  @OneOf(participantRoles) role!: ParticipantRole;
  @Optional() @OneOf(participantRoles) previous?: ParticipantRole;
  /** What they do of it. */
  @Optional() @Text(1024) task?: string;
  @Optional() @Text() by?: string;
}

/** A part of the work was given to another team, as a case of its own with a clock of its own. */
@Event({ type: 'thirdring.case.handed-off.v1', ...ofCase })
export class CaseHandedOff extends CaseEvent {
  @Uuid() childCaseId!: string;
  /** The queue of that team. */
  @Text() to!: string;
  @Text(4096) what!: string;
  /** By the operational-level agreement; absent where there is none. */
  @Optional() @Instant() dueAt?: string;
  @Optional() @Text() agentId?: string;
}

/** The other team is done with its part, or it is needed no longer. */
@Event({ type: 'thirdring.case.hand-off-ended.v1', ...ofCase })
export class CaseHandOffEnded extends CaseEvent {
  @Uuid() childCaseId!: string;
  @OneOf(handOffOutcomes) outcome!: HandOffOutcome;
  @Optional() @Text(4096) remedy?: string;
}

abstract class MergeEvent extends CaseEvent {
  @OneOf(mergeRoles) role!: MergeRole;
  @Uuid() otherCaseId!: string;
  @Optional() @Text(1024) reason?: string;
  @Optional() @Text() agentId?: string;
}

/** Two cases of one customer are about the same thing: `merged` goes on as part of `survivor`. Told of both. */
@Event({ type: 'thirdring.case.merged.v1', ...ofCase })
export class CaseMerged extends MergeEvent {}

/** They were not the same after all: each goes on for itself. Told of both. */
@Event({ type: 'thirdring.case.unmerged.v1', ...ofCase })
export class CaseUnmerged extends MergeEvent {}
