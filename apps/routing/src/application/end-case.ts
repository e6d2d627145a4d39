import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import { closeCase, resolveCase, type Ending } from '../domain/decide-case.js';
import type { CaseFact } from '../domain/case-facts.js';
import type { SupportCase } from '../domain/support-case.js';
import { FindCase } from './find-case.js';
import type { RoutingStores, RoutingUnit } from './routing-unit.js';
import { tellCase } from './tell-case.js';

/** Resolves and closes cases. Said again, it changes nothing and gives the case as it is. */
@Injectable()
export class EndCase {
  constructor(
    private readonly findCase: FindCase,
    private readonly units: Units<RoutingStores>,
  ) {}

  async resolve(idOrReference: string, ending: Ending): Promise<SupportCase> {
    return this.run('resolve', idOrReference, (found, now) => {
      const agentId = ending.agentId ?? found.agentId;
      return resolveCase(found, { ...ending, ...(agentId !== undefined && { agentId }) }, now);
    });
  }

  async close(
    idOrReference: string,
    ending: { readonly agentId?: string; readonly reason?: string },
  ): Promise<SupportCase> {
    return this.run('close', idOrReference, (found, now) => closeCase(found, ending, now));
  }

  private async run(
    name: string,
    idOrReference: string,
    decide: (found: SupportCase, now: Date) => readonly CaseFact[],
  ): Promise<SupportCase> {
    const { caseId } = await this.findCase.run(idOrReference);
    return this.units.run(name, { cases: caseId }, async (unit: RoutingUnit) => {
      const found = await unit.cases.get(caseId);
      if (found === undefined) throw new DomainError('unknown-case', 'there is no such case', 'not-found');
      return tellCase(unit, found, decide(found, unit.now));
    });
  }
}
