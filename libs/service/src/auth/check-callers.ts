import { ForbiddenException, UnauthorizedException } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Role } from './api-keys.js';
import type { AuthenticatedRequest } from './authenticated-request.js';
import type { Authenticator } from './authenticator.js';

/**
 * Asks who calls before a byte of the body is read. Who is refused is cut off after the answer: nothing that a stranger
 * sends is kept in memory, parsed or waited for.
 */
export function checkCallers(fastify: FastifyInstance, authenticator: Authenticator): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const { requiredRoles } = request.routeOptions.config as { requiredRoles?: readonly Role[] };
    if (requiredRoles === undefined) return;
    try {
      note(request, await callerWith(requiredRoles, request, authenticator));
    } catch (error) {
      cutOffAfterAnswer(request, reply);
      throw error;
    }
  });
}

async function callerWith(allowed: readonly Role[], { headers }: FastifyRequest, by: Authenticator): Promise<Caller> {
  const identity = await by.identify(headers);
  if (identity.kind === 'refused') throw new UnauthorizedException(identity.reason);
  const caller = identity.callers.find(({ role }) => allowed.includes(role));
  if (caller === undefined) throw new ForbiddenException(`this door is for: ${allowed.join(', ')}`);
  return caller;
}

function note(request: AuthenticatedRequest, caller: Caller): void {
  request.caller = caller;
  if (caller.role === 'adapter') request.adapterId = caller.id;
}

/** A request without a body leaves nothing behind on its connection, which may go on. */
function cutOffAfterAnswer({ headers, raw }: FastifyRequest, reply: FastifyReply): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody) return;
  void reply.header('connection', 'close');
  reply.raw.once('finish', () => raw.socket.destroySoon());
}
