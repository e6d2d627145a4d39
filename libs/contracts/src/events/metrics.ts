import { Event } from '../event.js';
import { Decimal, Flag, Instant, Integer, Nested, OneOf, Optional, Text } from '../fields.js';
import { sources } from '../producers.js';
import { topics } from '../topics.js';
import type { FigureGrain, FigureStatus } from '../vocabulary.js';
import { figureGrains, figureStatuses } from '../vocabulary.js';

/** What a figure is about; of everything where nothing is said. */
export class MetricSlice {
  @Optional() @Text() channel?: string;
  @Optional() @Text() queue?: string;
  @Optional() @Text() team?: string;
  @Optional() @Text() agent?: string;
  @Optional() @Text() kind?: string;
  @Optional() @Text() need?: string;
  @Optional() @Text() segment?: string;
  @Optional() @Text() tier?: string;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
  @Optional() @Text() topic?: string;
}

/** `end` is not included. */
export class MetricWindow {
  @Instant() start!: string;
  @Instant() end!: string;
  @OneOf(figureGrains) grain!: FigureGrain;
  @Text(64) timeZone!: string;
}

/** 95 %. */
export class MetricInterval {
  @Decimal() low!: number;
  @Decimal() high!: number;
}

/** A figure. A later one of the same key, of a higher `revision`, replaces it. */
@Event({
  type: 'thirdring.metric.published.v1',
  topic: topics.metrics,
  subject: 'figureKey',
  key: 'figureKey',
  producers: [sources.feedbackAnalytics],
})
export class MetricPublished {
  /** Follows from metric, method, slice and window. */
  @Text() figureKey!: string;
  @Text(64) metric!: string;
  /** Another way to compute it is another figure. */
  @Text(128) method!: string;
  /** What the method is about, where it has parts: a dimension, a component, a target. */
  @Optional() @Text(64) variant?: string;
  @Integer(1) formulaVersion!: number;
  @Nested(() => MetricSlice) slice!: MetricSlice;
  @Nested(() => MetricWindow) window!: MetricWindow;
  /** Absent where there is nothing to divide by: that is not 0. */
  @Optional() @Decimal() value?: number;
  /** There is no value. */
  @Optional() @Flag() undefined?: boolean;
  @Integer(0) n!: number;
  @Integer(0) missing!: number;
  @Optional() @Nested(() => MetricInterval) ci?: MetricInterval;
  @OneOf(figureStatuses) status!: FigureStatus;
  @Optional() @Instant() completeUntil?: string;
  @Integer(1) revision!: number;
}
