import { ForbiddenException, Inject, Injectable, Optional, UnauthorizedException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiKeys, type Caller } from './api-keys.js';
import { IssuedKeys } from './issued-keys.js';
import { requiredRoles } from './required-roles.js';

/** A request that passed `ApiKeyGuard`. */
export interface AuthenticatedRequest {
  readonly headers: IncomingHttpHeaders;
  caller?: Caller;
  /** The adapter's id, where the caller is one. */
  adapterId?: string;
}

/** Lets in who shows a key of one of the roles that `@RequireRole` names. A role without keys in the settings lets nobody in. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly keys: ApiKeys,
    private readonly reflector: Reflector,
    // The guard belongs to the module of the controller, where a service provides its own keys.
    @Optional() @Inject(IssuedKeys) private readonly issued?: IssuedKeys,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const allowed = requiredRoles(this.reflector, context);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = keyOf(request.headers);
    if (key === undefined) {
      throw new UnauthorizedException('send your key as `authorization: Bearer <key>` or `x-api-key: <key>`');
    }
    const callers = [...this.keys.callersOf(key), ...(this.issued?.callersOf(key) ?? [])];
    if (callers.length === 0) throw new UnauthorizedException('this key is not known, has expired or was revoked');
    const caller = callers.find(({ role }) => allowed.includes(role));
    if (!caller) throw new ForbiddenException(`this door is for: ${allowed.join(', ')}`);
    request.caller = caller;
    if (caller.role === 'adapter') request.adapterId = caller.id;
    return true;
  }
}

function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const own = headers['x-api-key'];
  return typeof own === 'string' && own !== '' ? own : undefined;
}
