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
  PastInstant,
  Pattern,
  Provenance,
  Text,
  Uuid,
} from '../fields.js';
import { anyone, sources } from '../producers.js';
import { Automatic, CustomerHints, HandledBy, Party, Submission } from '../submission.js';
import { topics } from '../topics.js';
import type {
  AnswerWay,
  CaseLink,
  Channel,
  Component,
  Direction,
  Kind,
  Need,
  ThreadNote,
  TransactionKind,
  Visibility,
} from '../vocabulary.js';
import {
  answerWays,
  caseLinks,
  channels,
  components,
  directions,
  kinds,
  needs,
  threadNotes,
  transactionKinds,
  visibilities,
} from '../vocabulary.js';

const byIntake = {
  topic: topics.interactions,
  subject: 'interactionId',
  key: 'customerId',
  producers: [sources.intake],
};

/** Adapter → intake. The Kafka key is {@link inboundKey}, given as `partitionkey`. */
@Event({
  type: 'thirdring.interaction.submitted.v1',
  topic: topics.inbound,
  subject: 'externalId',
  key: 'externalId',
  producers: anyone,
})
export class InteractionSubmitted extends Submission {}

@Event({ type: 'thirdring.interaction.received.v1', ...byIntake })
export class InteractionReceived extends Submission {
  @Uuid() interactionId!: string;
  @Uuid() customerId!: string;
  @Flag() isFirstContact!: boolean;
  /** `party.handle` normalised: what identity was decided on. */
  @Text() handle!: string;
  @Instant() occurredAt!: string;
  @Instant() receivedAt!: string;
}

abstract class Classified {
  @Decimal(0, 1) confidence!: number;
  @Provenance() by!: string;
}

export class ClassifiedKind extends Classified {
  @OneOf(kinds) value!: Kind;
}

export class ClassifiedNeed extends Classified {
  @OneOf(needs) value!: Need;
}

export class ClassifiedUrgency extends Classified {
  @Integer(1, 5) value!: number;
}

export class ClassifiedLanguage extends Classified {
  @Language() value!: string;
}

export class ClassifiedSentiment extends Classified {
  @Decimal(-1, 1) value!: number;
}

export class ClassifiedTopic extends Classified {
  @Text() value!: string;
}

export class ClassifiedComponent extends Classified {
  @OneOf(components) value!: Component;
}

/** The part of a survey-response interaction that answers a survey. */
export class SurveyAnswerGiven {
  @Text() responseId!: string;
  @Optional() @Decimal() score?: number;
  @Optional() @Text(4096) comment?: string;
}

/** Everything routing needs to open a case with no other look-up; the party's handle is not in it. */
@Event({ type: 'thirdring.interaction.classified.v1', ...byIntake })
export class InteractionClassified {
  @Uuid() interactionId!: string;
  @Uuid() customerId!: string;
  @Nested(() => ClassifiedKind) kind!: ClassifiedKind;
  /** The primary need. */
  @Optional() @Nested(() => ClassifiedNeed) need?: ClassifiedNeed;
  /** Every need that holds, the primary one too. */
  @ListOf(needs) needs!: Need[];
  @Nested(() => ClassifiedUrgency) urgency!: ClassifiedUrgency;
  @Optional() @Nested(() => ClassifiedLanguage) language?: ClassifiedLanguage;
  @Optional() @Nested(() => ClassifiedSentiment) sentiment?: ClassifiedSentiment;
  @NestedList(() => ClassifiedTopic, 20) topics!: ClassifiedTopic[];
  @NestedList(() => ClassifiedComponent, 10) components!: ClassifiedComponent[];
  @OneOf(channels) channel!: Channel;
  @Text() channelAccount!: string;
  @OneOf(directions) direction!: Direction;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
  @Instant() occurredAt!: string;
  @Instant() receivedAt!: string;
  @Flag() isFirstContact!: boolean;
  @Flag() anonymous!: boolean;
  @Optional() @Nested(() => Automatic) automatic?: Automatic;
  @Optional() @Text(32) caseReference?: string;
  @Optional() @Nested(() => HandledBy) handledBy?: HandledBy;
  @Optional() @Instant() replyBy?: string;
  /** That of the customer, as far as it is known: what they are entitled to follows from it. */
  @Optional() @Text() tier?: string;
  @Optional() @Text() askedFor?: string;
  @Optional() @Text() enteredBy?: string;
  @Optional() @OneOf(visibilities) visibility?: Visibility;
  /** People whom a public post reached. */
  @Optional() @Integer(0) reach?: number;
  /** The case that this contact continues, whose party the sender is; absent for a new matter. */
  @Optional() @Uuid() caseId?: string;
  @Optional() @OneOf(caseLinks) caseLink?: CaseLink;
  @Optional() @OneOf(threadNotes) threadNote?: ThreadNote;
  /** Stands for the provider's thread at this account; the same for every contact in it. */
  @Optional() @Uuid() threadKey?: string;
  @Optional() @Nested(() => SurveyAnswerGiven) surveyAnswer?: SurveyAnswerGiven;
}

/** A correction by an agent or a supervisor: only what changed. */
@Event({ type: 'thirdring.interaction.reclassified.v1', ...byIntake })
export class InteractionReclassified {
  @Uuid() interactionId!: string;
  @Uuid() customerId!: string;
  @Optional() @Uuid() caseId?: string;
  @Optional() @Nested(() => ClassifiedKind) kind?: ClassifiedKind;
  @Optional() @Nested(() => ClassifiedNeed) need?: ClassifiedNeed;
  @Optional() @ListOf(needs) needs?: Need[];
  @Optional() @Nested(() => ClassifiedUrgency) urgency?: ClassifiedUrgency;
  @Optional() @Nested(() => ClassifiedLanguage) language?: ClassifiedLanguage;
  @Optional() @Nested(() => ClassifiedSentiment) sentiment?: ClassifiedSentiment;
  @Optional() @NestedList(() => ClassifiedTopic, 20) topics?: ClassifiedTopic[];
  @Optional() @NestedList(() => ClassifiedComponent, 10) components?: ClassifiedComponent[];
}

/** One article that was put to a customer: suggested, then perhaps accepted or refused. */
abstract class SelfServiceAnswer {
  @Uuid() interactionId!: string;
  @Uuid() customerId!: string;
  @Uuid() answerId!: string;
  @OneOf(channels) channel!: Channel;
  @Optional() @Text() articleId?: string;
  /** The case that was opened beside it and keeps its place in the queue. */
  @Optional() @Uuid() caseId?: string;
}

@Event({ type: 'thirdring.interaction.answer-suggested.v1', ...byIntake })
export class InteractionAnswerSuggested extends SelfServiceAnswer {
  @Optional() @Decimal(0, 1) confidence?: number;
  @Optional() @Provenance() by?: string;
  @Optional() @Language() language?: string;
  @Optional() @Text() topic?: string;
}

/** "This answered it." */
@Event({ type: 'thirdring.interaction.answer-accepted.v1', ...byIntake })
export class InteractionAnswerAccepted extends SelfServiceAnswer {
  @Optional() @OneOf(answerWays) via?: AnswerWay;
}

/** "This did not help, a person please." */
@Event({ type: 'thirdring.interaction.answer-refused.v1', ...byIntake })
export class InteractionAnswerRefused extends SelfServiceAnswer {
  @Optional() @Text() reason?: string;
  @Optional() @OneOf(answerWays) via?: AnswerWay;
}

/**
 * One address of a customer was acknowledged to as often as is allowed in an hour, perhaps a machine that answers: nothing
 * more is sent until the hour is over. Said once for each such hour.
 */
@Event({ ...byIntake, type: 'thirdring.interaction.loop-suspected.v1', subject: 'customerId' })
export class InteractionLoopSuspected {
  /** The contact that was the first not to be acknowledged. */
  @Uuid() interactionId!: string;
  @Uuid() customerId!: string;
  @OneOf(channels) channel!: Channel;
  @Text() channelAccount!: string;
  @Integer(1) acknowledgements!: number;
  @Integer(1) windowSeconds!: number;
}

export class Money {
  /** Decimal digits, never a float. */
  @Pattern(/^-?\d{1,15}(\.\d{1,6})?$/) amount!: string;
  /** ISO 4217. */
  @Pattern(/^[A-Z]{3}$/) currency!: string;
}

/** Adapter → intake, by the same doors as a contact and with the same two identities. */
@Event({
  type: 'thirdring.transaction.submitted.v1',
  topic: topics.inbound,
  subject: 'externalId',
  key: 'externalId',
  producers: anyone,
})
export class TransactionSubmitted {
  /** The shop, site or system that the transaction was made in. */
  @Text() channelAccount!: string;
  /** The provider's id of the transaction. */
  @Text() externalId!: string;
  @Nested(() => Party) party!: Party;
  @OneOf(transactionKinds) kind!: TransactionKind;
  @PastInstant() occurredAt!: string;
  @Optional() @Nested(() => Money) value?: Money;
  @Optional() @Nested(() => CustomerHints) customer?: CustomerHints;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
}

/** What a customer is worth, and whether they came back. */
@Event({ ...byIntake, type: 'thirdring.transaction.recorded.v1', subject: 'transactionId' })
export class TransactionRecorded {
  @Uuid() transactionId!: string;
  @Uuid() customerId!: string;
  @OneOf(transactionKinds) kind!: TransactionKind;
  @Text() externalId!: string;
  @PastInstant() occurredAt!: string;
  @Optional() @Nested(() => Money) value?: Money;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
}
