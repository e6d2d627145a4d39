import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { CaseFact } from '../domain/case-facts.js';
import type { SupportCase } from '../domain/support-case.js';
import { agreedFor } from '../domain/time/sla-policy.js';
import { ChangeCase } from './change-case.js';
import { RoutingPolicy } from './routing-policy.js';

/**
 * Lets the running clocks of a case go by the policy that is in force now, with the time that has elapsed. Nothing else
 * does: a policy that changes is for the cases that come.
 */
@Injectable()
export class CarryOverClocks {
  constructor(
    private readonly changeCase: ChangeCase,
    private readonly policy: RoutingPolicy,
  ) {}

  /** @throws DomainError `unknown-case`, `case-ended`, `no-policy` */
  async run(idOrReference: string, reason?: string): Promise<SupportCase> {
    return this.changeCase.run('carry-over-clocks', idOrReference, (found, unit) =>
      this.decide(found, unit.now, reason),
    );
  }

  private decide(found: SupportCase, now: Date, reason: string | undefined): readonly CaseFact[] {
    const { caseId, reference, status, kind, channel, urgency, plan, brand, queueId, times } = found;
    if (status === 'closed')
      throw new DomainError('case-ended', 'the case is closed', 'conflict', { caseId, reference });
    const traits = {
      ...{ kind, channel, urgency },
      ...(plan !== undefined && { plan }),
      ...(brand !== undefined && { brand }),
      ...(queueId !== undefined && { queueId }),
    };
    const { terms } = agreedFor(traits, this.policy.time);
    const policyVersion = terms[0]?.policyVersion;
    if (policyVersion === undefined)
      throw new DomainError('no-policy', 'no SLA policy in force measures it', 'conflict');
    const latest = times?.ledger.findLast(({ type }) => type === 'carry-over');
    const agreed = latest?.type === 'carry-over' ? latest.terms : times?.terms;
    if (JSON.stringify(agreed) === JSON.stringify(terms)) return [];
    const because = reason === undefined ? {} : { reason };
    return [{ type: 'clocks-carried-over', at: now, actor: 'agent', policyVersion, terms, ...because }];
  }
}
