import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from './api-keys.js';
import { requiredRoles } from './required-roles.js';

/** A request whose sender is known. */
export interface AuthenticatedRequest {
  readonly headers: IncomingHttpHeaders;
  caller?: Caller;
  /** The adapter's id, where the caller is one. */
  adapterId?: string;
}

/** Holds shut what `checkCallers` did not open before the body was read: then the service is put together wrongly. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const allowed = requiredRoles(this.reflector, context);
    const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (caller !== undefined && allowed.includes(caller.role)) return true;
    throw new Error('a door with a role was reached by a request that nobody had checked');
  }
}
