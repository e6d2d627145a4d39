import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { SupportCase } from '../../domain/support-case.js';
import { ChangeCase } from '../change-case.js';
import { stateOf } from './refusals.js';

export interface NewUrgency {
  readonly urgency: number;
  readonly reason?: string | undefined;
  readonly agentId?: string | undefined;
}

/** It is more, or less, urgent than it was taken for; its place in the queue follows. */
@Injectable()
export class ChangeUrgency {
  constructor(private readonly changeCase: ChangeCase) {}

  /** Nothing when it is so already. @throws DomainError `case-ended` */
  async run(idOrReference: string, { urgency, reason, agentId }: NewUrgency): Promise<SupportCase> {
    return this.changeCase.run('urgency', idOrReference, (found, unit) => {
      const { status, urgency: previous } = found;
      if (status !== 'open') throw new DomainError('case-ended', `the case is ${status}`, 'conflict', stateOf(found));
      if (previous === urgency) return [];
      const said = { ...(reason !== undefined && { reason }), ...(agentId !== undefined && { agentId }) };
      return [{ type: 'urgency-changed', at: unit.now, actor: 'agent', urgency, previous, ...said }];
    });
  }
}
