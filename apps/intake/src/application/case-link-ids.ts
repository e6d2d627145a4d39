import { normalReference, referenceIn, uuidV8, type CloudEvent, type InteractionSubmitted } from '#libs/contracts';

/** The same that a contact has: a message is known by one id, whichever its direction. */
export const messageLinkId = (channelAccount: string, externalId: string): string =>
  uuidV8('interaction', channelAccount, externalId);

export const threadLinkId = (channelAccount: string, threadId: string): string =>
  uuidV8('thread', channelAccount, threadId);

export const referenceLinkId = (reference: string): string => uuidV8('case-reference', reference);

/** Where a contact may lead, as it says itself. */
export interface Pointers {
  /** Its own message, where that may be one of ours that came back. */
  readonly self?: string;
  readonly quoted?: { readonly reference: string; readonly linkId: string };
  readonly repliedTo?: string;
  readonly thread?: string;
}

/** A reference stands at the top of a message, or in what it quotes; nobody searches a book for one. */
const searchedCharacters = 8_192;

/** Asked for the loads and again by the use case. */
const known = new WeakMap<CloudEvent, Pointers>();

export function pointersOf(event: CloudEvent<InteractionSubmitted>): Pointers {
  let pointers = known.get(event);
  if (pointers === undefined) known.set(event, (pointers = derive(event.data)));
  return pointers;
}

export function pointerIds({ self, quoted, repliedTo, thread }: Pointers): readonly (string | undefined)[] {
  return [self, quoted?.linkId, repliedTo, thread];
}

function derive(contact: InteractionSubmitted): Pointers {
  const { channel, channelAccount, externalId, inReplyTo, threadId } = contact;
  const reference = quotedReference(contact);
  return {
    ...(channel === 'email' && { self: messageLinkId(channelAccount, externalId) }),
    ...(reference !== undefined && { quoted: { reference, linkId: referenceLinkId(reference) } }),
    ...(inReplyTo !== undefined && { repliedTo: messageLinkId(channelAccount, inReplyTo) }),
    ...(threadId !== undefined && { thread: threadLinkId(channelAccount, threadId) }),
  };
}

function quotedReference({ caseReference, subject, text }: InteractionSubmitted): string | undefined {
  return (
    (caseReference === undefined ? undefined : normalReference(caseReference)) ??
    (subject === undefined ? undefined : referenceIn(subject)) ??
    (text === undefined ? undefined : referenceIn(text.slice(0, searchedCharacters)))
  );
}
