import { applyDecorators, createParamDecorator, SetMetadata, UseGuards, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { ApiKeyGuard, type AuthenticatedRequest } from './api-key.guard.js';
import type { Caller, Role } from './api-keys.js';
import { requiredRolesKey } from './required-roles.js';

/** On a controller or a method: only callers with a key of one of these roles. */
export function RequireRole(...roles: readonly [Role, ...Role[]]): ClassDecorator & MethodDecorator {
  return applyDecorators(SetMetadata(requiredRolesKey, roles), UseGuards(ApiKeyGuard), ApiBearerAuth());
}

/** Parameter of a method behind `@RequireRole`: who calls. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('@CurrentCaller needs @RequireRole on the method or its controller');
  return caller;
});
