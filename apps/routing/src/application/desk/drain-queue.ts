import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { Drain } from '../../domain/engine/engine-model.js';
import { AskEngine } from '../ask-engine.js';
import { RoutingReads } from '../routing-reads.js';
import type { RoutingStores } from '../routing-unit.js';
import { refusalOf } from './refusals.js';

export interface Draining {
  /** Chosen by the caller, so that a repetition is known as one. */
  readonly drainId?: string | undefined;
  readonly to: string;
  readonly reason: string;
  readonly decidedBy?: string | undefined;
}

/** Empties a queue into another one, a part at a time, whoever leads meanwhile. */
@Injectable()
export class DrainQueue {
  constructor(
    private readonly units: Units<RoutingStores>,
    private readonly engine: AskEngine,
    private readonly reads: RoutingReads,
  ) {}

  async run(queueId: string, asked: Draining): Promise<Drain | { readonly commandId: string }> {
    const { to, reason, decidedBy } = asked;
    const drainId = asked.drainId ?? (await this.units.run('drain', {}, (unit) => Promise.resolve(unit.newId())));
    const said = { to, reason, ...(decidedBy !== undefined && { decidedBy }) };
    const answer = await this.engine.run({ kind: 'drain', drainId, queueId, ...said }, drainId);
    if (answer.result === undefined) return { commandId: answer.commandId };
    if (answer.result.outcome === 'refused') throw refusalOf(answer.result.code, { queueId, to });
    return this.find(drainId);
  }

  /** @throws DomainError `unknown-drain` */
  async find(drainId: string): Promise<Drain> {
    const found = await this.reads.drain(drainId);
    if (found === undefined) throw new DomainError('unknown-drain', 'there is no such drain', 'not-found', { drainId });
    return found;
  }
}
