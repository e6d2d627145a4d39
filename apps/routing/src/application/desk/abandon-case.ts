import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import { abandonCase } from '../../domain/decide-case.js';
import type { SupportCase } from '../../domain/support-case.js';
import { ChangeCase } from '../change-case.js';
import { stateOf } from './refusals.js';

/** The customer hung up or went away before anybody had the case. It is closed, and a further contact opens it again. */
@Injectable()
export class AbandonCase {
  constructor(private readonly changeCase: ChangeCase) {}

  /** @throws DomainError `already-answered` with the owner */
  async run(idOrReference: string): Promise<SupportCase> {
    return this.changeCase.run('abandon', idOrReference, (found, unit) => {
      if (found.status === 'open' && found.agentId !== undefined)
        throw new DomainError('already-answered', 'somebody has the case already', 'conflict', stateOf(found));
      return abandonCase(found, unit.now);
    });
  }
}
