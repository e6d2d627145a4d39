import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Role } from './api-keys.js';

export const requiredRolesKey = 'thirdring:required-roles';

/** The method's roles replace those of its controller. */
export function requiredRoles(reflector: Reflector, context: ExecutionContext): readonly Role[] {
  const targets = [context.getHandler(), context.getClass()];
  return reflector.getAllAndOverride<readonly Role[] | undefined>(requiredRolesKey, targets) ?? [];
}
