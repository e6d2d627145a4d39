import { applyDecorators, createParamDecorator, SetMetadata, UseGuards, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { ApiKeyGuard } from './api-key.guard.js';
import type { AuthenticatedRequest } from './authenticated-request.js';
import type { Caller, Role } from './api-keys.js';
import { addedToRoute, AddToRoute } from '../http/route-config.js';
import { requiredRolesKey } from './required-roles.js';

/** On a controller or a method: only callers with a key of one of these roles. */
export function RequireRole(...roles: readonly [Role, ...Role[]]): ClassDecorator & MethodDecorator {
  return applyDecorators(
    SetMetadata(requiredRolesKey, roles),
    UseGuards(ApiKeyGuard),
    ApiBearerAuth(),
    rolesOfRoutes(roles),
  );
}

/** What `checkCallers` goes by. A controller is decorated after its methods, so those with roles of their own keep them. */
function rolesOfRoutes(requiredRoles: readonly Role[]): ClassDecorator & MethodDecorator {
  return (target: object, name?: string | symbol, descriptor?: PropertyDescriptor): void => {
    if (name !== undefined && descriptor !== undefined) {
      AddToRoute({ requiredRoles })(target, name, descriptor);
      return;
    }
    const prototype = (target as { readonly prototype: object }).prototype;
    for (const [method, own] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (method === 'constructor' || typeof own.value !== 'function') continue;
      if (addedToRoute(own.value as object)['requiredRoles'] === undefined) {
        AddToRoute({ requiredRoles })(prototype, method, own);
      }
    }
  };
}

/** Parameter of a method behind `@RequireRole`: who calls. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('@CurrentCaller needs @RequireRole on the method or its controller');
  return caller;
});
