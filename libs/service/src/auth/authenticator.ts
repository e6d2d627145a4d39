import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { IncomingHttpHeaders } from 'node:http';
import { optionalProvider } from '../start/optional-provider.js';
import { ApiKeys, type Caller } from './api-keys.js';
import { IssuedKeys } from './issued-keys.js';

/** Whose request it is: each role that the sender may act in, or why it is nobody's. */
export type Identity =
  | { readonly kind: 'known'; readonly callers: readonly [Caller, ...Caller[]] }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Says who sends a request, from its headers alone: it is asked before the body is read, once for each request to a
 * door with a role. Whatever proves an identity is asked here and nowhere else.
 */
export abstract class Authenticator {
  /** @returns a refusal where the headers prove nothing; throws only when it cannot tell */
  abstract identify(headers: IncomingHttpHeaders): Promise<Identity>;
}

/** Keys of the settings, and those that the service gave out. */
@Injectable()
export class KeyAuthenticator extends Authenticator {
  constructor(
    private readonly keys: ApiKeys,
    private readonly modules: ModuleRef,
  ) {
    super();
  }

  override identify(headers: IncomingHttpHeaders): Promise<Identity> {
    return Promise.resolve(this.identityOf(keyOf(headers)));
  }

  private identityOf(key: string | undefined): Identity {
    if (key === undefined) {
      return { kind: 'refused', reason: 'send your key as `authorization: Bearer <key>` or `x-api-key: <key>`' };
    }
    const issued = optionalProvider(this.modules, IssuedKeys)?.callersOf(key) ?? [];
    const [first, ...others] = [...this.keys.callersOf(key), ...issued];
    if (first === undefined) return { kind: 'refused', reason: 'this key is not known, has expired or was revoked' };
    return { kind: 'known', callers: [first, ...others] };
  }
}

function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const own = headers['x-api-key'];
  return typeof own === 'string' && own !== '' ? own : undefined;
}
