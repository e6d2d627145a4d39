import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { CaseFact } from '../domain/case-facts.js';
import type { SupportCase } from '../domain/support-case.js';
import { FindCase } from './find-case.js';
import { RoutingPolicy } from './routing-policy.js';
import type { RoutingStores, RoutingUnit } from './routing-unit.js';
import { tellCase } from './tell-case.js';

/** Loads a case, lets something be decided about it, and tells what was. */
@Injectable()
export class ChangeCase {
  constructor(
    private readonly findCase: FindCase,
    private readonly units: Units<RoutingStores>,
    private readonly policy: RoutingPolicy,
  ) {}

  /** @throws DomainError `unknown-case`, and what `decide` throws */
  async run(
    name: string,
    idOrReference: string,
    decide: (found: SupportCase, unit: RoutingUnit) => readonly CaseFact[],
  ): Promise<SupportCase> {
    const { caseId } = await this.findCase.run(idOrReference);
    return this.units.run(name, { cases: caseId }, async (unit: RoutingUnit) => {
      const found = await unit.cases.get(caseId);
      if (found === undefined) throw new DomainError('unknown-case', 'there is no such case', 'not-found');
      return tellCase(unit, found, decide(found, unit), this.policy.hours);
    });
  }
}
