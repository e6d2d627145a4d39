import type { PartyType } from './contact.js';

/** One handle of whom a contact came from. `verified`: the channel attests it; otherwise somebody only says so. */
export interface Identity {
  readonly type: PartyType;
  /** Normalised. */
  readonly handle: string;
  readonly verified: boolean;
}

/** Where a contact came in: names of accounts are unique, handles often only within one. */
export interface Place {
  readonly channelAccount: string;
  readonly platform?: string | undefined;
}

/** Types whose handles mean the same person on every channel, once they are verified. */
const worldwide: ReadonlySet<PartyType> = new Set<PartyType>(['email', 'phone', 'external-id']);

/** The order in which identity is decided; a smaller figure decides. */
function strength({ type, verified }: Identity): number {
  if (type === 'anonymous') return 5;
  if (verified && type === 'external-id') return 1;
  if (verified && worldwide.has(type)) return 2;
  return type === 'device' ? 4 : 3;
}

/**
 * Which of its handles says whose a contact is: a verified external id, else a verified e-mail address or phone number,
 * else what the channel knows the sender by, else the device. Of equals the first, which is the sender's own.
 */
export function deciding(identities: readonly [Identity, ...Identity[]]): Identity {
  let best = identities[0];
  for (const one of identities) if (strength(one) < strength(best)) best = one;
  return best;
}

export const isWorldwide = ({ type, verified }: Identity): boolean => verified && worldwide.has(type);

/** Whether equality of these handles, on whatever channels, is worth a look. */
export const isComparable = ({ type }: { readonly type: PartyType }): boolean => worldwide.has(type);

/**
 * What the id of a handle's own customer follows from. An address that nobody attests counts only at the account where
 * it was given: whoever writes somebody's address into a form is nobody's file but a new one.
 */
export function customerKey(identity: Identity, { channelAccount, platform }: Place): readonly string[] {
  const { type, handle, verified } = identity;
  if (type === 'anonymous') return ['anonymous', channelAccount, handle];
  if (isWorldwide(identity)) return [type, handle];
  if (type === 'social' && verified) return ['social', platform ?? channelAccount, handle];
  if (type === 'device') return ['device', channelAccount, handle];
  return ['claimed', channelAccount, type, handle];
}
