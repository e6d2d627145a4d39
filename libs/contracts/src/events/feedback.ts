import { Event } from '../event.js';
import { Decimal, Flag, Instant, Integer, Language, ListOf, OneOf, Optional, Text, TextList, Uuid } from '../fields.js';
import { sources } from '../producers.js';
import { topics } from '../topics.js';
import type {
  Channel,
  Component,
  Dimension,
  FeedbackRelation,
  FeedbackSource,
  Kind,
  Measure,
  Need,
  ScaleDirection,
} from '../vocabulary.js';
import {
  channels,
  components,
  dimensions,
  feedbackRelations,
  feedbackSources,
  kinds,
  measures,
  needs,
  scaleDirections,
} from '../vocabulary.js';

/**
 * One row per answer, comment or signal; the columns of the `feedback` table, the CSV and the Parquet export.
 * A higher `revision` replaces the row; a retraction is the same id with `deleted`, a higher revision and no content.
 */
@Event({
  type: 'thirdring.feedback.recorded.v1',
  topic: topics.feedback,
  subject: 'feedbackId',
  key: 'feedbackId',
  partitionBy: 'customerId',
  producers: [sources.feedbackAnalytics],
})
export class FeedbackRecorded {
  @Uuid() feedbackId!: string;
  @Integer(1) revision!: number;
  @Flag() deleted!: boolean;
  @Instant() occurredAt!: string;
  @Instant() recordedAt!: string;
  @OneOf(feedbackSources) sourceType!: FeedbackSource;
  @Text() sourceId!: string;
  @Optional() @Uuid() responseId?: string;
  @Optional() @Text() programmeId?: string;
  @Optional() @Flag() complete?: boolean;
  @Optional() @Decimal(0) samplingWeight?: number;
  @Optional() @Text(64) instrument?: string;
  @Optional() @Text(64) instrumentVersion?: string;
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
  @Optional() @OneOf(dimensions) dimension?: Dimension;
  @Optional() @Text(64) driver?: string;
  @Optional() @Decimal(-1, 1) sentiment?: number;
  @Optional() @Text() topic?: string;
  @TextList(50) topics!: string[];
  @Optional() @Language() language?: string;
  @Uuid() customerId!: string;
  @Optional() @Text(64) segment?: string;
  @Optional() @Text(64) tier?: string;
  @Optional() @OneOf(channels) channel?: Channel;
  @Optional() @OneOf(kinds) kind?: Kind;
  @Optional() @OneOf(needs) primaryNeed?: Need;
  @ListOf(needs) needs!: Need[];
  @Optional() @Text() issueKey?: string;
  @Optional() @Uuid() caseId?: string;
  @Optional() @Integer(1) cycle?: number;
  @Optional() @Text() agentId?: string;
  @TextList(100) agentIds!: string[];
  @Optional() @Text() teamId?: string;
  @Optional() @Text() queueId?: string;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
  @Optional() @Instant() invitedAt?: string;
  @Optional() @Instant() answeredAt?: string;
  @Optional() @Flag() isFirstContact?: boolean;
  @OneOf(feedbackRelations) relation!: FeedbackRelation;
}
