import { Event } from '../event.js';
import {
  Decimal,
  Flag,
  Instant,
  Integer,
  Language,
  ListOf,
  Nested,
  NestedList,
  OneOf,
  Optional,
  Text,
  TextList,
  Uuid,
} from '../fields.js';
import { sources } from '../producers.js';
import { topics } from '../topics.js';
import type { Channel, Component, Kind, Measure, Need, ScaleDirection } from '../vocabulary.js';
import { channels, components, kinds, measures, needs, scaleDirections } from '../vocabulary.js';

const ofSurvey = { topic: topics.followUps, subject: 'responseId', key: 'customerId', producers: [sources.followUp] };

/** Who and what an answer judges, frozen when the survey was decided: later transfers do not move it. */
export class Attribution {
  /** The accountable agent. */
  @Optional() @Text() agentId?: string;
  @TextList(100) agentIds!: string[];
  @Optional() @Text() teamId?: string;
  @Optional() @Text() queueId?: string;
  @Optional() @Text() policyVersion?: string;
  @Optional() @OneOf(channels) channel?: Channel;
  @Optional() @OneOf(kinds) kind?: Kind;
  @Optional() @OneOf(needs) primaryNeed?: Need;
  @ListOf(needs) needs!: Need[];
  @Optional() @Text() issueKey?: string;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
  @Optional() @Text(64) segment?: string;
  @Optional() @Text(64) tier?: string;
  @Optional() @Flag() isFirstContact?: boolean;
}

export abstract class SurveyEvent {
  @Uuid() responseId!: string;
  @Uuid() customerId!: string;
  /** Absent for a survey of the relation as a whole. */
  @Optional() @Uuid() caseId?: string;
  @Optional() @Integer(1) cycle?: number;
  @Text() programmeId!: string;
}

@Event({ type: 'thirdring.survey.planned.v1', ...ofSurvey })
export class SurveyPlanned extends SurveyEvent {
  @Instant() plannedFor!: string;
  @Optional() @OneOf(channels) channel?: Channel;
}

@Event({ type: 'thirdring.survey.deferred.v1', ...ofSurvey })
export class SurveyDeferred extends SurveyEvent {
  @Text() reason!: string;
  /** The rule that decided, with its version. */
  @Optional() @Text() rule?: string;
  /** When it is looked at again, at the latest. */
  @Instant() until!: string;
}

@Event({ type: 'thirdring.survey.suppressed.v1', ...ofSurvey })
export class SurveySuppressed extends SurveyEvent {
  @Text() reason!: string;
  /** The rule that decided, with its version. */
  @Optional() @Text() rule?: string;
}

@Event({ type: 'thirdring.survey.invited.v1', ...ofSurvey })
export class SurveyInvited extends SurveyEvent {
  @Uuid() messageId!: string;
  @OneOf(channels) channel!: Channel;
  @Text(64) instrument!: string;
  @Text(64) instrumentVersion!: string;
  @Optional() @Language() language?: string;
  /** Customers for whom this one stands: 1 when everyone is asked. */
  @Decimal(0) samplingWeight!: number;
  @Instant() invitedAt!: string;
  @Instant() expiresAt!: string;
  @Nested(() => Attribution) attribution!: Attribution;
}

@Event({ type: 'thirdring.survey.reminded.v1', ...ofSurvey })
export class SurveyReminded extends SurveyEvent {
  @Uuid() messageId!: string;
  @Integer(1) reminder!: number;
}

/** The invitation did not arrive, and went to another address of the customer. The invitation counts once. */
@Event({ type: 'thirdring.survey.redirected.v1', ...ofSurvey })
export class SurveyRedirected extends SurveyEvent {
  @Uuid() messageId!: string;
  @OneOf(channels) channel!: Channel;
  @Text() reason!: string;
}

export class SurveyItemAnswer {
  @Text(64) item!: string;
  @Text(1024) itemLabel!: string;
  @OneOf(measures) measure!: Measure;
  @Optional() @Decimal() scaleMin?: number;
  @Optional() @Decimal() scaleMax?: number;
  @Optional() @OneOf(scaleDirections) direction?: ScaleDirection;
  @Optional() @Decimal() valueNumber?: number;
  @Optional() @Text(16_384) valueText?: string;
  @Optional() @Text() valueChoice?: string;
  @Optional() @OneOf(components) component?: Component;
  @Optional() @Text(64) driver?: string;
}

/** The answers so far: a later one of a higher `revision` replaces an earlier one whole. */
@Event({ type: 'thirdring.survey.answered.v1', ...ofSurvey })
export class SurveyAnswered extends SurveyEvent {
  @NestedList(() => SurveyItemAnswer, 200) answers!: SurveyItemAnswer[];
  @Flag() complete!: boolean;
  @Integer(1) revision!: number;
  @Text(64) instrument!: string;
  @Text(64) instrumentVersion!: string;
  @Optional() @Language() language?: string;
  @OneOf(channels) channel!: Channel;
  @Optional() @Decimal(0) samplingWeight?: number;
  @Instant() invitedAt!: string;
  @Instant() answeredAt!: string;
  @Nested(() => Attribution) attribution!: Attribution;
}

@Event({ type: 'thirdring.survey.expired.v1', ...ofSurvey })
export class SurveyExpired extends SurveyEvent {
  @Optional() @Instant() invitedAt?: string;
  @Instant() expiredAt!: string;
}
