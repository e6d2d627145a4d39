import type { Channel, Contact } from './contact.js';

/** Why a contact is not acknowledged; `automatic` above all, or two machines would write to each other for ever. */
export type SuppressionReason =
  | 'anonymous'
  | 'automatic'
  | 'served-outside'
  | 'outbound'
  | 'survey-response'
  | 'channel'
  | 'public'
  | 'no-address'
  | 'address-of-another'
  | 'loop'
  | 'erased';

export type AcknowledgementDecision =
  | { readonly kind: 'send'; readonly channel: Channel }
  | { readonly kind: 'suppress'; readonly reason: SuppressionReason };

const suppress = (reason: SuppressionReason): AcknowledgementDecision => ({ kind: 'suppress', reason });
const sendOn = (channel: Channel, isPossible = true): AcknowledgementDecision =>
  isPossible ? { kind: 'send', channel } : suppress('no-address');

export interface KnownOfContact {
  readonly automatic: boolean;
  /** The address is attested to be somebody else's, and this contact does not attest it. */
  readonly isAddressOfAnother: boolean;
}

/**
 * Whether the customer is told that the contact arrived, and on which channel. Where the answer goes to an address, and not
 * into the conversation that it is about, a stranger must not make us write to whomever they name.
 */
export function decideAcknowledgement(contact: Contact, known: KnownOfContact): AcknowledgementDecision {
  const decision = whereTo(contact, known);
  const isToAddress = decision.kind === 'send' && (decision.channel === 'email' || decision.channel === 'sms');
  return isToAddress && known.isAddressOfAnother ? suppress('address-of-another') : decision;
}

function whereTo(contact: Contact, { automatic }: KnownOfContact): AcknowledgementDecision {
  const { party, channel } = contact;
  if (automatic || contact.automatic !== undefined) return suppress('automatic');
  if (party.type === 'anonymous') return suppress('anonymous');
  if (contact.direction === 'outbound') return suppress('outbound');
  if (contact.handledBy !== undefined) return suppress('served-outside');
  if (contact.kind === 'survey-response') return suppress('survey-response');
  switch (channel) {
    case 'email':
    case 'web-form':
      return sendOn('email', party.type === 'email');
    case 'sms':
      return sendOn('sms', party.type === 'phone');
    case 'chat':
    case 'messaging-app':
      return sendOn(channel);
    case 'social':
      return contact.visibility === 'private' ? sendOn('social') : suppress('public');
    case 'phone':
    case 'in-person':
    case 'letter':
    case 'fax':
    case 'suggestion-box':
    case 'app':
    case 'other':
      return suppress('channel');
    default:
      return channel satisfies never;
  }
}
