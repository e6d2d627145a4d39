import { Event } from '../event.js';
import {
  Flag,
  Instant,
  Integer,
  Language,
  Nested,
  NestedList,
  OneOf,
  Optional,
  Pattern,
  Provenance,
  Text,
  TextList,
  Uuid,
} from '../fields.js';
import { sources } from '../producers.js';
import { Consent, CustomerHandle, Relation } from '../submission.js';
import { topics } from '../topics.js';
import type { ContactStyle, CustomerAttribute } from '../vocabulary.js';
import { contactStyles, customerAttributes } from '../vocabulary.js';

/** Local time of the customer, `HH:mm`; an end before the start is on the next day. */
export class QuietHours {
  @Pattern(/^([01]\d|2[0-3]):[0-5]\d$/) start!: string;
  @Pattern(/^([01]\d|2[0-3]):[0-5]\d$/) end!: string;
}

/** How an attribute of a customer is known. */
export class AttributeProvenance {
  @OneOf(customerAttributes) attribute!: CustomerAttribute;
  @Provenance() by!: string;
  /** When it was so at the source. */
  @Instant() at!: string;
  /** The program that told it. */
  @Optional() @Text() source?: string;
  /** Somebody answers for it; otherwise it is a claim. */
  @Flag() verified!: boolean;
}

/** The whole state of a customer. After an erasure: ids, version, `erasedAt` and empty lists, nothing else. */
@Event({
  type: 'thirdring.customer.changed.v1',
  topic: topics.customers,
  subject: 'customerId',
  key: 'customerId',
  producers: [sources.intake],
})
export class CustomerChanged {
  @Uuid() customerId!: string;
  @Integer(1) version!: number;
  @NestedList(() => CustomerHandle, 200) handles!: CustomerHandle[];
  @Optional() @Text() name?: string;
  @Optional() @Text() organisation?: string;
  @Optional() @Text(64) segment?: string;
  @Optional() @Text(64) tier?: string;
  @Optional() @Language() language?: string;
  @Optional() @Text(64) timeZone?: string;
  @Optional() @Nested(() => QuietHours) quietHours?: QuietHours;
  @NestedList(() => Consent, 100) consent!: Consent[];
  @Optional() @OneOf(contactStyles) contactStyle?: ContactStyle;
  @Optional() @NestedList(() => Relation, 200) relations?: Relation[];
  /** A customer of one contact, never merged. */
  @Optional() @Flag() anonymous?: boolean;
  @Optional() @Uuid() mergedInto?: string;
  @TextList(200, 36) mergedFrom!: string[];
  @Optional() @Instant() erasedAt?: string;
  /** Of each attribute that is present. */
  @Optional() @NestedList(() => AttributeProvenance, 20) provenance?: AttributeProvenance[];
}
