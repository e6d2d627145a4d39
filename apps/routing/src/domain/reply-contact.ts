import type { SupportCase } from './support-case.js';

/** Where people answer by speaking, or cannot be answered at all. */
const withoutMessages: ReadonlySet<string> = new Set(['phone', 'in-person', 'suggestion-box']);

export const carriesMessages = (channel: string): boolean => !withoutMessages.has(channel);

export interface CustomersContact {
  readonly interactionId: string;
  readonly customerId: string;
  readonly channel: string;
}

/** What a reply answers after a customer's contact: one that nobody can write to leaves that as it was. */
export function repliesAfter(
  { customerId: owner }: SupportCase,
  { interactionId, customerId, channel }: CustomersContact,
): Pick<SupportCase, 'ownReplyTo'> & { readonly replyTo?: string } {
  if (!carriesMessages(channel)) return {};
  return { replyTo: interactionId, ...(customerId === owner && { ownReplyTo: interactionId }) };
}

/** The contacts that a reply can answer, best first: the latest, and the latest of the customer whose case it is. */
export const replyContacts = ({ replyTo, ownReplyTo, interactionId }: SupportCase): readonly string[] => [
  ...new Set([replyTo, ownReplyTo ?? interactionId]),
];
