import { uuidV8 } from '#libs/contracts';
import { customerKey, isComparable, type Identity, type Place } from '../domain/identity.js';

/** The customer of a handle: the same in every instance, so that fifty first contacts at once are one. */
export const customerIdOf = (identity: Identity, place: Place): string =>
  uuidV8('customer', ...customerKey(identity, place));

/** After an erasure nobody comes back to life: who comes again under the same handle is somebody new. */
export const nextLifeOf = (erasedId: string): string => uuidV8('customer', 'next-life', erasedId);

/**
 * The key of a handle in the table of those who hold it. Of an address it is the id of the customer whom the address
 * alone would mean if it were verified: so one key finds both.
 */
export const handleKeyOf = ({ type, handle }: Pick<Identity, 'type' | 'handle'>): string =>
  isComparable({ type }) ? uuidV8('customer', type, handle) : uuidV8('handle', type, handle);

/** One suggestion for a pair, whoever of the two comes first. */
export const suggestionIdOf = (one: string, other: string): string =>
  uuidV8('merge-suggestion', ...[one, other].sort());
