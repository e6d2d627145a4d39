import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { IssuedKeys, type Caller } from '#libs/service';
import { AdapterRegistry } from '../application/adapter-registry.js';
import { hashOfKey, keyIdOf } from '../application/api-key-text.js';

/** The keys that intake gave to adapters, for the guard: one look-up in memory by the public part of the key. */
@Injectable()
export class IssuedAdapterKeys extends IssuedKeys {
  override readonly role = 'adapter';

  constructor(private readonly registry: AdapterRegistry) {
    super();
  }

  override callersOf(key: string): readonly Caller[] {
    const keyId = keyIdOf(key);
    if (keyId === undefined) return [];
    const now = new Date();
    const known = this.registry.key(keyId, now);
    if (known === undefined || !timingSafeEqual(known.hash, hashOfKey(key))) return [];
    this.registry.noteUse(keyId, now);
    return [{ role: 'adapter', id: known.adapterId, keyId }];
  }
}
