import { hash } from 'node:crypto';
import { limits, uuidV8, type CloudEvent, type InteractionSubmitted } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { canonicalJson } from '../domain/canonical-json.js';
import { normaliseHandle } from '../domain/handle.js';
import { envelopeKey } from '../domain/interaction.js';

/** What follows from a submission alone: the same at both doors, in every instance and after a restore. */
export interface Identified {
  readonly envelope: string;
  readonly interactionId: string;
  readonly customerId: string;
  readonly handle: string;
  readonly body: string;
  readonly bodyHash: string;
}

/** What intake adds to a submission when it publishes it, whose event must keep within the limit of a payload too. */
const reservedBytes = 1024;

/** Asked for the loads and again by the use case, which may run more than once. */
const identified = new WeakMap<CloudEvent, Identified>();

/** @throws DomainError when the submission identifies nobody, or leaves no room for what intake adds */
export function identify(event: CloudEvent<InteractionSubmitted>): Identified {
  const known = identified.get(event);
  if (known !== undefined) return known;
  const found = derive(event);
  identified.set(event, found);
  return found;
}

function derive({ source, id, data }: CloudEvent<InteractionSubmitted>): Identified {
  const { channelAccount, externalId, party } = data;
  const isAnonymous = party.type === 'anonymous';
  const handle = isAnonymous ? externalId : normaliseHandle(party.type, party.handle);
  if (handle === '') throw unusable('blank-handle', 'party.handle', 'must not be blank');
  const body = canonicalJson(data);
  const most = limits.payloadBytes - reservedBytes;
  if (body.length * 3 > most && Buffer.byteLength(body) > most) {
    throw unusable('too-large', '(body)', `must be at most ${String(most)} bytes of JSON`, most);
  }
  return {
    envelope: envelopeKey(source, id),
    interactionId: uuidV8('interaction', channelAccount, externalId),
    customerId: isAnonymous
      ? uuidV8('customer', 'anonymous', channelAccount, externalId)
      : uuidV8('customer', party.type, handle),
    handle,
    body,
    bodyHash: hash('sha256', body, 'hex'),
  };
}

function unusable(code: string, field: string, problem: string, limit?: number): DomainError {
  const errors = [{ field, problem, ...(limit !== undefined && { limit }) }];
  return new DomainError(code, `${field} ${problem}`, 'invalid', { errors });
}
