import { Event } from '../event.js';
import { Flag, Instant, Language, LongText, OneOf, Optional, Text, Uuid } from '../fields.js';
import { anyone, sources } from '../producers.js';
import { topics } from '../topics.js';
import type { Channel, MessagePurpose } from '../vocabulary.js';
import { channels, messagePurposes } from '../vocabulary.js';

/** A message that an adapter has to deliver. */
@Event({
  type: 'thirdring.message.requested.v1',
  topic: topics.outbound,
  subject: 'messageId',
  key: 'customerId',
  producers: [sources.intake, sources.routing, sources.followUp],
})
export class MessageRequested {
  @Uuid() messageId!: string;
  @Uuid() customerId!: string;
  @OneOf(messagePurposes) purpose!: MessagePurpose;
  @OneOf(channels) channel!: Channel;
  @Text() channelAccount!: string;
  /** The customer's handle on that channel. */
  @Text() to!: string;
  @Optional() @Language() language?: string;
  /** `id@version`. */
  @Optional() @Text() template?: string;
  @Optional() @Text(1024) subject?: string;
  @LongText() text!: string;
  @Optional() @Instant() notBefore?: string;
  @Optional() @Instant() notAfter?: string;
  /** The provider's id of the answered message. */
  @Optional() @Text() inReplyTo?: string;
  @Optional() @Text() threadId?: string;
  @Optional() @Text(32) caseReference?: string;
  @Optional() @Uuid() caseId?: string;
  @Optional() @Uuid() interactionId?: string;
  @Optional() @Uuid() responseId?: string;
}

const receipt = { topic: topics.receipts, subject: 'messageId', key: 'customerId', producers: anyone };

/** Ids are those of the request; so is the Kafka key. */
export abstract class MessageReceipt {
  @Uuid() messageId!: string;
  @Uuid() customerId!: string;
  @Optional() @OneOf(channels) channel?: Channel;
  /** The provider's ids, so that replies find their thread. */
  @Optional() @Text() externalId?: string;
  @Optional() @Text() threadId?: string;
}

@Event({ type: 'thirdring.message.sent.v1', ...receipt })
export class MessageSent extends MessageReceipt {}

@Event({ type: 'thirdring.message.delivered.v1', ...receipt })
export class MessageDelivered extends MessageReceipt {}

abstract class UndeliveredReceipt extends MessageReceipt {
  @Text(1024) reason!: string;
  @Flag() permanent!: boolean;
}

@Event({ type: 'thirdring.message.failed.v1', ...receipt })
export class MessageFailed extends UndeliveredReceipt {}

@Event({ type: 'thirdring.message.bounced.v1', ...receipt })
export class MessageBounced extends UndeliveredReceipt {}

/** The customer called it unwanted. */
@Event({ type: 'thirdring.message.complained.v1', ...receipt })
export class MessageComplained extends MessageReceipt {
  @Optional() @Text(1024) reason?: string;
}

@Event({ type: 'thirdring.message.opted-out.v1', ...receipt })
export class MessageOptedOut extends MessageReceipt {
  /** What is no longer wanted; absent: everything that need not be sent. */
  @Optional() @OneOf(messagePurposes) purpose?: MessagePurpose;
  @Optional() @Text(1024) reason?: string;
}
