import { Injectable } from '@nestjs/common';
import { Units, type DueTimer } from '#libs/messaging';
import { ChangeAgent } from '../change-agent.js';
import type { RoutingStores, RoutingUnit } from '../routing-unit.js';

/** One timer for each agent who is heard of: when it fires, their connection counts as lost. */
export const heartbeatTimer = 'agent-heartbeat';
/** A timer that is later than this was not kept from being moved on by the agent, but by us. */
const lateMs = 5_000;

export abstract class HeartbeatSettings {
  /** Nothing heard of an agent for so long: their connection is lost. */
  abstract readonly heartbeatLostMs: number;
}

export interface Heard {
  readonly agentId: string;
  /** False of an agent who is offline: nobody waits for them. */
  readonly isExpected: boolean;
  readonly lostAfterMs: number;
}

/** An agent is heard of. From the first time on they are expected to be heard of again, until they go offline. */
@Injectable()
export class Heartbeat {
  constructor(
    private readonly units: Units<RoutingStores>,
    private readonly agents: ChangeAgent,
    private readonly settings: HeartbeatSettings,
  ) {}

  /** @throws DomainError `unknown-agent` */
  async beat(agentId: string): Promise<Heard> {
    const { presence, lostAt } = await this.agents.find(agentId);
    const { heartbeatLostMs: lostAfterMs } = this.settings;
    const isExpected = presence.some(({ state }) => state !== 'offline');
    if (isExpected) {
      await this.units.run('heartbeat', {}, async (unit) => {
        this.expect(agentId, unit);
        if (lostAt !== undefined) unit.commands.append({ body: { kind: 'connection-back', agentId } });
        return Promise.resolve();
      });
    }
    return { agentId, isExpected, lostAfterMs };
  }

  /** Nothing was heard in time. */
  async missed({ ref: agentId, dueAt }: DueTimer, unit: RoutingUnit): Promise<void> {
    // Where nothing of ours ran for a while nobody could be heard: they get their time once more.
    if (unit.now.getTime() - dueAt.getTime() > lateMs) this.expect(agentId, unit);
    else unit.commands.append({ body: { kind: 'connection-lost', agentId } });
    return Promise.resolve();
  }

  private expect(agentId: string, unit: RoutingUnit): void {
    const dueAt = new Date(unit.now.getTime() + this.settings.heartbeatLostMs);
    unit.schedule({ kind: heartbeatTimer, ref: agentId, dueAt });
  }
}
