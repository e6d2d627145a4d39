import { hash } from 'node:crypto';
import { limits, uuidV8, type CloudEvent, type InteractionSubmitted } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { canonicalJson } from '../domain/canonical-json.js';
import { deciding, isComparable, type Identity, type Place } from '../domain/identity.js';
import { envelopeKey } from '../domain/interaction.js';
import { contextOf, noAccountRules, type AccountRules } from '../domain/handle.js';
import { customerIdOf, handleKeyOf } from './customer-ids.js';
import { usableHandle } from './usable-handle.js';

/** What follows from a submission alone: the same at both doors, in every instance and after a restore. */
export interface Identified {
  readonly envelope: string;
  readonly interactionId: string;
  /** The customer of the handle that decides; after an erasure it lives on under another id. */
  readonly customerId: string;
  /** Of the party, normalised: where a reply goes. */
  readonly handle: string;
  /** The party's handle, then what else the channel knows the same person by. */
  readonly identities: readonly Identity[];
  /** Customers whom other handles of this contact may be of. */
  readonly relatives: readonly string[];
  /** Keys of `handle` for every handle that the contact names. */
  readonly handleKeys: readonly string[];
  readonly body: string;
  readonly bodyHash: string;
}

/** What intake adds to a submission when it publishes it, whose event must keep within the limit of a payload too. */
const reservedBytes = 1024;

/** Asked for the loads and again by the use case, which may run more than once. */
const identified = new WeakMap<CloudEvent, Identified>();

/** @throws DomainError when the submission identifies nobody, or leaves no room for what intake adds */
export function identify(event: CloudEvent<InteractionSubmitted>, rules: AccountRules = noAccountRules): Identified {
  const known = identified.get(event);
  if (known !== undefined) return known;
  const found = derive(event, rules);
  identified.set(event, found);
  return found;
}

function derive({ source, id, data }: CloudEvent<InteractionSubmitted>, rules: AccountRules): Identified {
  const { channelAccount, externalId } = data;
  const body = canonicalJson(data);
  const most = limits.payloadBytes - reservedBytes;
  if (body.length * 3 > most && Buffer.byteLength(body) > most) {
    throw unusable('too-large', '(body)', `must be at most ${String(most)} bytes of JSON`, most);
  }
  const context = contextOf(channelAccount, rules);
  const identities = identitiesOf(data, context);
  const place = { channelAccount, platform: context.platform };
  const customerId = customerIdOf(deciding(identities), place);
  return {
    envelope: envelopeKey(source, id),
    interactionId: uuidV8('interaction', channelAccount, externalId),
    customerId,
    handle: identities[0].handle,
    ...neighbourhood(data, identities, customerId, place),
    identities: withoutContradictions(identities),
    body,
    bodyHash: hash('sha256', body, 'hex'),
  };
}

function identitiesOf(
  { party, externalId }: InteractionSubmitted,
  context: ReturnType<typeof contextOf>,
): readonly [Identity, ...Identity[]] {
  const { type, verified, identities = [] } = party;
  if (type === 'anonymous') return [{ type, handle: externalId, verified: false }];
  const own = { type, handle: usableHandle(party, context, 'party.handle'), verified };
  const more = identities.map((one, at) => ({
    type: one.type,
    handle: usableHandle(one, context, `party.identities.${String(at)}.handle`),
    verified: one.verified,
  }));
  return [own, ...more];
}

/** Two verified external ids are two people, whatever a channel says: only the one that decides is kept. */
function withoutContradictions(identities: readonly [Identity, ...Identity[]]): readonly Identity[] {
  const decided = deciding(identities);
  return identities.filter((one) => one === decided || !(one.type === 'external-id' && one.verified));
}

function neighbourhood(
  { customer }: InteractionSubmitted,
  identities: readonly Identity[],
  customerId: string,
  place: Place,
): Pick<Identified, 'relatives' | 'handleKeys'> {
  const keys = new Set<string>();
  const relatives = new Set<string>();
  const claimed = (customer?.externalIds ?? []).map((handle) => ({ type: 'external-id' as const, handle }));
  for (const one of [...identities, ...claimed]) {
    if (one.type === 'anonymous') continue;
    const key = handleKeyOf(one);
    keys.add(key);
    if (isComparable(one)) relatives.add(key);
  }
  if (identities.length > 1) for (const one of identities) relatives.add(customerIdOf(one, place));
  relatives.delete(customerId);
  return { relatives: [...relatives], handleKeys: [...keys] };
}

function unusable(code: string, field: string, problem: string, limit?: number): DomainError {
  const errors = [{ field, problem, ...(limit !== undefined && { limit }) }];
  return new DomainError(code, `${field} ${problem}`, 'invalid', { errors });
}
