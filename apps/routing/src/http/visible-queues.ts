import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { SeeingRequest } from './agent-doors.js';

/** Parameter of a list: what of it the caller may see; undefined: all of it. */
export const CurrentView = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<SeeingRequest>().visibleQueues,
);
