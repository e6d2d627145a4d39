import { Injectable } from '@nestjs/common';
import { closeCase, resolveCase, type Ending } from '../domain/decide-case.js';
import type { SupportCase } from '../domain/support-case.js';
import { ChangeCase } from './change-case.js';

/** Resolves and closes cases. Said again, it changes nothing and gives the case as it is. */
@Injectable()
export class EndCase {
  constructor(private readonly changeCase: ChangeCase) {}

  async resolve(idOrReference: string, ending: Ending): Promise<SupportCase> {
    return this.changeCase.run('resolve', idOrReference, (found, unit) => {
      const agentId = ending.agentId ?? found.agentId;
      return resolveCase(found, { ...ending, ...(agentId !== undefined && { agentId }) }, unit.now);
    });
  }

  async close(
    idOrReference: string,
    ending: { readonly agentId?: string; readonly reason?: string },
  ): Promise<SupportCase> {
    return this.changeCase.run('close', idOrReference, (found, unit) => closeCase(found, ending, unit.now));
  }
}
