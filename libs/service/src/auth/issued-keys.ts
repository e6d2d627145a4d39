import type { Caller, Role } from './api-keys.js';

/**
 * Keys that a service gives out itself, beside those of its settings. A service that does provides it in its module.
 * Asked for each request, so it answers from memory.
 */
export abstract class IssuedKeys {
  /** Its doors can be opened although no setting names a key for it. */
  abstract readonly role: Role;

  /** Empty for a key that was not given out, has expired or was revoked. */
  abstract callersOf(key: string): readonly Caller[];
}
