import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { AuthenticatedRequest } from './authenticated-request.js';
import { optionalProvider } from '../start/optional-provider.js';
import { DoorRules } from './door-rules.js';
import { requiredRoles } from './required-roles.js';

/** Holds shut what `checkCallers` did not open before the body was read: then the service is put together wrongly. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const allowed = requiredRoles(this.reflector, context);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { caller } = request;
    if (caller !== undefined && allowed.includes(caller.role)) {
      await optionalProvider(this.modules, DoorRules)?.check(request, context);
      return true;
    }
    throw new Error('a door with a role was reached by a request that nobody had checked');
  }
}
