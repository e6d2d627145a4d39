import { Event } from '../event.js';
import { Instant, OneOf, Optional, Seconds, Text } from '../fields.js';
import type { SlaMetric, SlaOutcome } from '../vocabulary.js';
import { slaMetrics, slaOutcomes } from '../vocabulary.js';
import { CaseEvent, ofCase } from './cases.js';

abstract class ClockEvent extends CaseEvent {
  @OneOf(slaMetrics) metric!: SlaMetric;
  @Text() policyVersion!: string;
  /** Names the measurement within its cycle: next responses and updates are measured again and again. */
  @Optional() @Text() clockId?: string;
}

@Event({ type: 'thirdring.case.sla-started.v1', ...ofCase })
export class CaseSlaStarted extends ClockEvent {
  @Instant() dueAt!: string;
  @Optional() @Instant() startedAt?: string;
}

@Event({ type: 'thirdring.case.sla-paused.v1', ...ofCase })
export class CaseSlaPaused extends ClockEvent {
  @Seconds() remainingSeconds!: number;
  @Optional() @Text() reason?: string;
}

@Event({ type: 'thirdring.case.sla-resumed.v1', ...ofCase })
export class CaseSlaResumed extends ClockEvent {
  @Instant() dueAt!: string;
}

@Event({ type: 'thirdring.case.sla-warned.v1', ...ofCase })
export class CaseSlaWarned extends ClockEvent {
  @Instant() dueAt!: string;
  @Optional() @Seconds() remainingSeconds?: number;
}

/** By an explicit command: the clocks that run go by this policy from now on, with the time that has elapsed. */
@Event({ type: 'thirdring.case.sla-carried-over.v1', ...ofCase })
export class CaseSlaCarriedOver extends CaseEvent {
  @Text() policyVersion!: string;
  @Optional() @Text(1024) reason?: string;
}

abstract class ClockOutcome extends ClockEvent {
  @Instant() dueAt!: string;
  @OneOf(slaOutcomes) outcome!: SlaOutcome;
  /** When the deciding fact happened, not when it was processed: late processing cannot change an outcome. */
  @Instant() decidedAt!: string;
  @Optional() @Seconds() elapsedSeconds?: number;
}

@Event({ type: 'thirdring.case.sla-decided.v1', ...ofCase })
export class CaseSlaDecided extends ClockOutcome {}

/** A decided outcome was wrong, because an earlier fact arrived late: this one replaces it. */
@Event({ type: 'thirdring.case.sla-corrected.v1', ...ofCase })
export class CaseSlaCorrected extends ClockOutcome {
  @Optional() @Text() reason?: string;
}
