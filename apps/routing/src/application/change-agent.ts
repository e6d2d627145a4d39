import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { EngineCommand } from '../domain/engine/engine-command.js';
import type { Agent } from '../domain/engine/engine-model.js';
import { AskEngine } from './ask-engine.js';
import { RoutingReads } from './routing-reads.js';

type AgentCommand = EngineCommand & { kind: 'put-agent' | 'set-presence' };

/** What agents are and whether they are there. The engine decides it, as it is what offers go by. */
@Injectable()
export class ChangeAgent {
  constructor(
    private readonly reads: RoutingReads,
    private readonly engine: AskEngine,
  ) {}

  async run(command: AgentCommand): Promise<Agent | { readonly commandId: string }> {
    const asked = await this.engine.run(command);
    if (asked.result === undefined) return { commandId: asked.commandId };
    return this.find(command.agentId);
  }

  /** @throws DomainError `unknown-agent` */
  async find(agentId: string): Promise<Agent> {
    const agent = await this.reads.agent(agentId);
    if (agent === undefined) throw new DomainError('unknown-agent', 'there is no such agent', 'not-found', { agentId });
    return agent;
  }
}
