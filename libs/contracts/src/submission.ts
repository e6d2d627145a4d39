import {
  Decimal,
  Flag,
  Instant,
  Integer,
  Language,
  LongText,
  Nested,
  NestedList,
  OneOf,
  Optional,
  PastInstant,
  Pattern,
  Provenance,
  Scalars,
  Seconds,
  Text,
  TextList,
} from './fields.js';
import type {
  Channel,
  ConsentPurpose,
  ContactStyle,
  Direction,
  Kind,
  PartyType,
  PhoneOutcome,
  RelationType,
  Visibility,
} from './vocabulary.js';
import {
  channels,
  consentPurposes,
  contactStyles,
  directions,
  kinds,
  partyTypes,
  phoneOutcomes,
  relationTypes,
  visibilities,
} from './vocabulary.js';

/** A further handle of the same person, such as the customer number of whoever is logged in to a chat. */
export class PartyIdentity {
  @OneOf(partyTypes, { closed: true }) type!: PartyType;
  @Text() handle!: string;
  /** The channel attests it. */
  @Flag() verified!: boolean;
}

/** The customer of a contact, whichever its direction. */
export class Party {
  @OneOf(partyTypes, { closed: true }) type!: PartyType;
  /** Anonymous: the `externalId` of the submission. */
  @Text() handle!: string;
  @Optional() @Text() name?: string;
  /** The channel attests the handle. */
  @Flag() verified!: boolean;
  /** What else the channel knows the same person by; the reply still goes to `handle`. */
  @Optional() @NestedList(() => PartyIdentity, 10) identities?: PartyIdentity[];
}

/** Who served the contact outside: the case opens assigned and is never offered. */
export class HandledBy {
  @Text() agentId!: string;
  @Optional() @Text() teamId?: string;
}

/** By reference only; the content never travels. */
export class Attachment {
  @Text() name!: string;
  @Text() mediaType!: string;
  @Integer(0) bytes!: number;
  @Text(2048) url!: string;
  @Pattern(/^[0-9a-f]{64}$/) sha256!: string;
}

export class PhoneRecord {
  @PastInstant() startedAt!: string;
  @Optional() @Seconds() ringSeconds?: number;
  @Optional() @Seconds() waitSeconds?: number;
  @Optional() @Seconds() talkSeconds?: number;
  @Optional() @Seconds() holdSeconds?: number;
  @Optional() @Seconds() wrapSeconds?: number;
  @Optional() @TextList(50) menuPath?: string[];
  @OneOf(phoneOutcomes) outcome!: PhoneOutcome;
}

export class Rating {
  @Decimal() score!: number;
  @Decimal() scaleMin!: number;
  @Decimal() scaleMax!: number;
}

/** Sent by a machine: never acknowledged, never surveyed. */
export class Automatic {
  @Text() reason!: string;
}

export class Relation {
  @OneOf(relationTypes) type!: RelationType;
  /** The handle or external id of the other customer. */
  @Text() to!: string;
}

export class Consent {
  @OneOf(consentPurposes) purpose!: ConsentPurpose;
  @Flag() granted!: boolean;
  @PastInstant() at!: string;
  @Text() source!: string;
}

/** What an adapter believes about the customer; kept with its provenance, never taken as a fact. */
export class CustomerHints {
  @Optional() @TextList(20) externalIds?: string[];
  @Optional() @Text() name?: string;
  @Optional() @Text() organisation?: string;
  @Optional() @Text(64) segment?: string;
  @Optional() @Text(64) tier?: string;
  @Optional() @Text(64) timeZone?: string;
  @Optional() @NestedList(() => Consent, 20) consent?: Consent[];
  @Optional() @OneOf(contactStyles) contactStyle?: ContactStyle;
  @Optional() @NestedList(() => Relation, 50) relations?: Relation[];
}

/** The body of one contact, as an adapter knows it: the same on Kafka and on `POST /v1/interactions`. */
export abstract class Submission {
  @OneOf(channels) channel!: Channel;
  /** The company's own address, number, page or site. */
  @Text() channelAccount!: string;
  /** The provider's id of the message; with `channelAccount` the second identity of a submission. */
  @Text() externalId!: string;
  @Optional() @Text() threadId?: string;
  @Optional() @Text() inReplyTo?: string;
  @OneOf(directions, { closed: true }) direction!: Direction;
  @Nested(() => Party) party!: Party;
  @Optional() @Nested(() => HandledBy) handledBy?: HandledBy;
  /** Who typed in what came on paper or by word of mouth; absent where an adapter took it by itself. */
  @Optional() @Text() enteredBy?: string;
  /** Person or department that the customer asked for. */
  @Optional() @Text() askedFor?: string;
  @Optional() @Text(1024) subject?: string;
  @Optional() @LongText() text?: string;
  @Optional() @NestedList(() => Attachment, 50) attachments?: Attachment[];
  @Optional() @Language() language?: string;
  @Optional() @OneOf(kinds) kind?: Kind;
  /** 1 to 5, 5 is the most urgent. */
  @Optional() @Integer(1, 5) urgency?: number;
  @Optional() @TextList(20) topics?: string[];
  @Optional() @Nested(() => PhoneRecord) phone?: PhoneRecord;
  @Optional() @OneOf(visibilities, { closed: true }) visibility?: Visibility;
  /** People whom a public post reached. */
  @Optional() @Integer(0) reach?: number;
  /** When the customer needs the answer. */
  @Optional() @Instant() replyBy?: string;
  /** A `TR-…` that the customer quoted. */
  @Optional() @Text(32) caseReference?: string;
  @Optional() @Nested(() => Rating) rating?: Rating;
  @Optional() @Nested(() => Automatic) automatic?: Automatic;
  @Optional() @Nested(() => CustomerHints) customer?: CustomerHints;
  @Optional() @Text() brand?: string;
  @Optional() @Text() site?: string;
  @Optional() @Text() product?: string;
  @Optional() @Scalars() attributes?: Record<string, string | number | boolean>;
}

/** A handle of a customer as intake keeps it. */
export class CustomerHandle {
  @OneOf(partyTypes) type!: PartyType;
  @Text() handle!: string;
  @Flag() verified!: boolean;
  @Optional() @Provenance() by?: string;
  /** When it was so at the source. */
  @Optional() @Instant() at?: string;
  /** The program that told it. */
  @Optional() @Text() source?: string;
}

/** The Kafka key of a submission: contacts of one handle at one account stay in order. */
export function inboundKey(submission: Pick<Submission, 'channelAccount' | 'party'>): string {
  return `${submission.channelAccount}|${submission.party.handle}`;
}
