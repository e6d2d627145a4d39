import { Inject, Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { CallerKey } from '../config/parse-setting.js';
import { ServiceSettings } from '../config/service.settings.js';

export const roles = ['adapter', 'agent', 'supervisor', 'analyst', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Who calls, as its key says. */
export interface Caller {
  readonly role: Role;
  readonly id: string;
  /** Of a key that the service gave out; those of the settings have none. */
  readonly keyId?: string;
  /** The agent that the caller is, and the only one that they may act as. Programs with a key act for any. */
  readonly actsAs?: string;
}

interface KnownKey extends Caller {
  readonly hash: Buffer;
}

/** Static keys from the settings. Only their hashes are kept. */
@Injectable()
export class ApiKeys {
  private readonly known: readonly KnownKey[];

  constructor(
    @Inject(ServiceSettings)
    settings: Pick<ServiceSettings, 'adapterKeys' | 'agentKeys' | 'supervisorKeys' | 'analystKeys' | 'operatorKeys'>,
  ) {
    this.known = [
      ...keysOf('adapter', settings.adapterKeys),
      ...keysOf('agent', settings.agentKeys),
      ...keysOf('supervisor', settings.supervisorKeys),
      // Whatever agents do, supervisors may do for them.
      ...keysOf('agent', settings.supervisorKeys),
      ...keysOf('analyst', settings.analystKeys),
      ...keysOf('operator', settings.operatorKeys),
    ];
  }

  /** Compares with every key, each in constant time, so that the time taken tells nothing about a key. */
  callersOf(key: string): readonly Caller[] {
    const hash = hashOf(key);
    return this.known.filter((known) => timingSafeEqual(known.hash, hash)).map(({ role, id }) => ({ role, id }));
  }

  has(role: Role): boolean {
    return this.known.some((known) => known.role === role);
  }
}

function keysOf(role: Role, keys: readonly CallerKey[] = []): KnownKey[] {
  return keys.map(({ id, key }) => ({ role, id, hash: hashOf(key) }));
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
