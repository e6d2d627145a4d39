import { HttpStatus } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** The engine has not answered in time. The command stands; its result will be where `href` says. */
export class PendingCommand {
  @ApiProperty({ format: 'uuid' }) commandId!: string;
  @ApiProperty({ example: '/v1/commands/019ab8f6-6cb0-7f2e-9d57-3c1c8a1f0a11' }) href!: string;
}

/** The answer itself, or 202 with where to look. */
export function orPending<T extends object>(
  answer: T | { readonly commandId: string },
  reply: FastifyReply,
): T | PendingCommand {
  const isPending = Object.keys(answer).length === 1 && 'commandId' in answer;
  if (!isPending) return answer as T;
  const { commandId } = answer;
  const href = `/v1/commands/${commandId}`;
  void reply.status(HttpStatus.ACCEPTED).header('location', href);
  return { commandId, href };
}
