import { Injectable, type ExecutionContext } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '#libs/messaging';
import { DoorRules, type AuthenticatedRequest } from '#libs/service';
import { FindCase } from '../application/find-case.js';
import { RoutingPolicy } from '../application/routing-policy.js';
import { RoutingReads } from '../application/routing-reads.js';
import { mayBeSeen, queuesOf } from '../domain/agent-access.js';

export type SeeingRequest = FastifyRequest & AuthenticatedRequest & { visibleQueues?: VisibleQueues };

/** What a list may show to an agent: cases of these queues, and their own. */
export interface VisibleQueues {
  readonly agentId: string;
  readonly queues: readonly string[];
}

/** What agents are, and what belongs to all of them, is for supervisors and for programs. */
const closedToAgents = new Set(['PUT /v1/agents/:agentId', 'GET /v1/offers', 'GET /v1/customers/:customerId/data']);

/**
 * An agent who shows a token acts as themselves alone, wherever a door names an agent, and sees only the queues that the
 * policy allows to their team. It holds for every door of routing: a new one need not think of it.
 */
@Injectable()
export class AgentDoors extends DoorRules {
  constructor(
    private readonly policy: RoutingPolicy,
    private readonly reads: RoutingReads,
    private readonly findCase: FindCase,
  ) {
    super();
  }

  override async check(request: SeeingRequest, context: ExecutionContext): Promise<void> {
    const agentId = request.caller?.actsAs;
    if (agentId === undefined) return;
    if (closedToAgents.has(`${request.method} ${request.routeOptions.url ?? ''}`))
      throw forbidden('not-for-agents', 'this door is for supervisors and for programs');
    actAs(agentId, request, context);
    await this.see(agentId, request);
  }

  private async see(agentId: string, request: SeeingRequest): Promise<void> {
    const { access } = this.policy;
    if (access === undefined) return;
    const queues = queuesOf(access, (await this.reads.agent(agentId))?.teamId) ?? [];
    request.visibleQueues = { agentId, queues };
    const { queueId, idOrReference } = request.params as Named;
    if (queueId !== undefined && !queues.includes(queueId))
      throw forbidden('queue-not-yours', 'the policy does not show you this queue');
    const wanted = idOrReference ?? (request.query as Named).caseId;
    if (wanted === undefined) return;
    const found = await this.findCase.run(wanted);
    if (!mayBeSeen(found, agentId, queues))
      throw forbidden('case-not-yours', 'the policy does not show you the queue of this case');
  }
}

interface Named {
  readonly agentId?: string;
  readonly queueId?: string;
  readonly idOrReference?: string;
  readonly caseId?: string;
}

/** Somebody else is refused; where nobody is named, it is the caller. */
function actAs(agentId: string, request: SeeingRequest, context: ExecutionContext): void {
  const named = (request.params as Named).agentId;
  const body: unknown = request.body;
  const said = typeof body === 'object' && body !== null && 'agentId' in body ? body.agentId : undefined;
  for (const one of [named, said])
    if (one !== undefined && one !== agentId) throw forbidden('not-yourself', 'you can act as yourself alone');
  if (said !== undefined || !namesAgent(context)) return;
  if (body === undefined || body === null) request.body = { agentId };
  else if (typeof body === 'object' && !Array.isArray(body)) Object.assign(body, { agentId });
}

const forbidden = (code: string, message: string): DomainError => new DomainError(code, message, 'forbidden');

const known = new WeakMap<object, boolean>();

/** Whether the body of the door says which agent does it. */
function namesAgent(context: ExecutionContext): boolean {
  const handler = context.getHandler();
  const before = known.get(handler);
  if (before !== undefined) return before;
  const prototype = context.getClass().prototype as object;
  const types = Reflect.getMetadata('design:paramtypes', prototype, handler.name) as readonly unknown[] | undefined;
  const found = (types ?? []).some(
    (type) =>
      typeof type === 'function' &&
      getMetadataStorage()
        .getTargetValidationMetadatas(type, '', false, false)
        .some(({ propertyName }) => propertyName === 'agentId'),
  );
  known.set(handler, found);
  return found;
}
