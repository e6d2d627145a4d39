import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { SupportCase } from '../domain/support-case.js';
import { AskEngine } from './ask-engine.js';
import { FindCase } from './find-case.js';

/** The owner gives a case back to its queue. */
@Injectable()
export class GiveBackCase {
  constructor(
    private readonly findCase: FindCase,
    private readonly engine: AskEngine,
  ) {}

  async run(idOrReference: string, reason: string): Promise<SupportCase | { readonly commandId: string }> {
    const { caseId, reference, itemId, agentId } = await this.findCase.run(idOrReference);
    const notAssigned = () =>
      new DomainError('not-assigned', 'nobody has the case from a queue', 'conflict', { caseId, reference });
    if (itemId === undefined || agentId === undefined) throw notAssigned();
    const asked = await this.engine.run({ kind: 'unassign', itemId, reason });
    if (asked.result === undefined) return { commandId: asked.commandId };
    if (asked.result.outcome === 'refused') throw notAssigned();
    return this.findCase.run(caseId);
  }
}
