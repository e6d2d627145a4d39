import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { CaseFact } from '../domain/case-facts.js';
import type { SupportCase } from '../domain/support-case.js';
import { FindCase } from './find-case.js';
import { stateOf } from './desk/refusals.js';
import { RoutingPolicy } from './routing-policy.js';
import type { RoutingStores, RoutingUnit } from './routing-unit.js';
import { tellCase } from './tell-case.js';

/** What a command says of the case beside what is to be done. */
export interface CommandGuard {
  /** The version that the caller has seen; with another one nothing is changed. */
  readonly version?: number | undefined;
  /** Who acts; refused when somebody else has the case. */
  readonly agentId?: string | undefined;
}

/** Loads a case, lets something be decided about it, and tells what was. */
@Injectable()
export class ChangeCase {
  constructor(
    private readonly findCase: FindCase,
    private readonly units: Units<RoutingStores>,
    private readonly policy: RoutingPolicy,
  ) {}

  /**
   * A command that changes nothing, because it was carried out before, is answered whatever version it names.
   * @throws DomainError `unknown-case`, `not-your-case`, `stale-version`, and what `decide` throws
   */
  async run(
    name: string,
    idOrReference: string,
    decide: (found: SupportCase, unit: RoutingUnit) => readonly CaseFact[],
    guard: CommandGuard = {},
  ): Promise<SupportCase> {
    const { caseId } = await this.findCase.run(idOrReference);
    return this.units.run(name, { cases: caseId }, async (unit: RoutingUnit) => {
      const found = await unit.cases.get(caseId);
      if (found === undefined) throw new DomainError('unknown-case', 'there is no such case', 'not-found');
      const facts = guarded(found, guard, () => decide(found, unit));
      return tellCase(unit, found, facts, this.policy.hours);
    });
  }
}

/** @throws DomainError `not-your-case`, `stale-version` */
export function guarded(
  found: SupportCase,
  { version, agentId }: CommandGuard,
  decide: () => readonly CaseFact[],
): readonly CaseFact[] {
  if (agentId !== undefined && found.agentId !== undefined && found.agentId !== agentId)
    throw new DomainError('not-your-case', 'somebody else has the case', 'forbidden', stateOf(found));
  const facts = decide();
  if (facts.length > 0 && version !== undefined && version !== found.version)
    throw new DomainError('stale-version', 'the case has changed meanwhile', 'stale', stateOf(found));
  return facts;
}
