import { Event } from '../event.js';
import { Instant, OneOf, Optional, Seconds, Text, Uuid } from '../fields.js';
import type { DelayAnswer, PromiseKind, WaitingParty } from '../vocabulary.js';
import { delayAnswers, promiseKinds, waitingParties } from '../vocabulary.js';
import { CaseEvent, ofCase } from './cases.js';

/** Whose move it is has changed: clocks may stand still meanwhile. */
@Event({ type: 'thirdring.case.waiting-on-changed.v1', ...ofCase })
export class CaseWaitingOnChanged extends CaseEvent {
  @OneOf(waitingParties) on!: WaitingParty;
  @Optional() @Text(1024) reason?: string;
}

abstract class PromiseEvent extends CaseEvent {
  @Uuid() promiseId!: string;
  @OneOf(promiseKinds) kind!: PromiseKind;
  /** What was told to the customer. */
  @Text(1024) what!: string;
  @Instant() dueAt!: string;
  /** The agent who answers for it. */
  @Optional() @Text() owner?: string;
  @Optional() @Uuid() interactionId?: string;
}

abstract class PromiseOutcome extends PromiseEvent {
  /** When the deciding fact happened, not when it was processed. */
  @Instant() decidedAt!: string;
}

/** Something was told to the customer with a due time. */
@Event({ type: 'thirdring.case.promise-made.v1', ...ofCase })
export class CasePromiseMade extends PromiseEvent {
  /** The promise that this one was made in place of; that one still counts as what it was. */
  @Optional() @Uuid() replaces?: string;
}

/** It is due soon and nothing was done: time to explain, and to promise anew, before it is missed. */
@Event({ type: 'thirdring.case.promise-warned.v1', ...ofCase })
export class CasePromiseWarned extends PromiseEvent {
  @Seconds() remainingSeconds!: number;
}

@Event({ type: 'thirdring.case.promise-kept.v1', ...ofCase })
export class CasePromiseKept extends PromiseOutcome {}

/** Done, but after it was due. */
@Event({ type: 'thirdring.case.promise-late.v1', ...ofCase })
export class CasePromiseLate extends PromiseOutcome {
  @Seconds() lateSeconds!: number;
}

/** Not done when it no longer helped. */
@Event({ type: 'thirdring.case.promise-broken.v1', ...ofCase })
export class CasePromiseBroken extends PromiseOutcome {}

/** Taken back before it was due. */
@Event({ type: 'thirdring.case.promise-withdrawn.v1', ...ofCase })
export class CasePromiseWithdrawn extends PromiseOutcome {
  @Optional() @Text(1024) reason?: string;
}

/** Something takes longer than was promised, and the customer was told why and until when. */
@Event({ type: 'thirdring.case.delay-explained.v1', ...ofCase })
export class CaseDelayExplained extends CaseEvent {
  @Text(4096) reason!: string;
  @Instant() newDueAt!: string;
  /** The promise that will not be kept in time. */
  @Optional() @Uuid() promiseId?: string;
  @Optional() @Uuid() newPromiseId?: string;
  @Optional() @Text() agentId?: string;
  @Optional() @OneOf(delayAnswers) answer?: DelayAnswer;
}
