import { Event } from '../event.js';
import { Decimal, Instant, Integer, NestedList, OneOf, Optional, Text, TextList, Uuid } from '../fields.js';
import { sources } from '../producers.js';
import { topics } from '../topics.js';
import type { Channel, Component, Severity } from '../vocabulary.js';
import { channels, components, severities } from '../vocabulary.js';

const ofSignal = {
  topic: topics.signals,
  subject: 'signalId',
  key: 'customerId',
  producers: [sources.feedbackAnalytics],
};

/** An event that shows the sign, and what it shows; never a quotation. */
export class SignalEvidence {
  @Text() eventId!: string;
  @Instant() at!: string;
  @Text() fact!: string;
}

abstract class SignalEvent {
  /** Follows from the case and the sign: the same for as long as there is the case. */
  @Uuid() signalId!: string;
  @Text(64) sign!: string;
  /** `no-greeting@1`: findings of two versions are not compared. */
  @Text(128) detector!: string;
  @OneOf(components) component!: Component;
  @Uuid() caseId!: string;
  @Uuid() customerId!: string;
  @Optional() @Integer(1) cycle?: number;
  @Optional() @Text(32) reference?: string;
  @Optional() @OneOf(channels) channel?: Channel;
  @Optional() @Text() queueId?: string;
  @Optional() @Text() teamId?: string;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
}

/** A case shows a sign of bad service. */
@Event({ type: 'thirdring.signal.raised.v1', ...ofSignal })
export class SignalRaised extends SignalEvent {
  @OneOf(severities) severity!: Severity;
  /** How sure the detector is that a person who read the case would see the sign. */
  @Decimal(0, 1) confidence!: number;
  @NestedList(() => SignalEvidence, 100) evidence!: SignalEvidence[];
  /** Whose behaviour it is about; empty where it is that of the company. */
  @TextList(100) agentIds!: string[];
  /** When the case was looked at that shows it. */
  @Instant() raisedAt!: string;
}

/** Later events disproved a sign that was raised. */
@Event({ type: 'thirdring.signal.withdrawn.v1', ...ofSignal })
export class SignalWithdrawn extends SignalEvent {
  @Text() why!: string;
  @Instant() withdrawnAt!: string;
}
