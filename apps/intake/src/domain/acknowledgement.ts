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
 * Whether the customer is told that the contact arrived, and on which channel. Mail and SMS under a false sender must not
 * make us write to whose address it is. A form knows every address only by what was typed: there the acknowledgement goes
 * to it, or customers whom we know by mail would never get one; how many it gets in an hour is bounded.
 */
export function decideAcknowledgement(contact: Contact, known: KnownOfContact): AcknowledgementDecision {
  const decision = whereTo(contact, known);
  const mayBeForged = contact.channel === 'email' || contact.channel === 'sms';
  return decision.kind === 'send' && mayBeForged && known.isAddressOfAnother
    ? suppress('address-of-another')
    : decision;
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
