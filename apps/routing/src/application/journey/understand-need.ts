import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { CaseFact } from '../../domain/case-facts.js';
import type { Agreement } from '../../domain/journey/agreement.js';
import {
  agree,
  confirmNeeds,
  restate,
  type Confirmation,
  type JourneyDecision,
  type Restatement,
} from '../../domain/journey/decide-journey.js';
import type { SupportCase } from '../../domain/support-case.js';
import { ChangeCase } from '../change-case.js';
import { stateOf } from '../desk/refusals.js';
import { refused } from './journey-refusals.js';

interface Versioned {
  readonly version?: number | undefined;
}

/** What the customer needs is put in words and confirmed, and what is done about it is agreed. */
@Injectable()
export class UnderstandNeed {
  constructor(private readonly changeCase: ChangeCase) {}

  /** @throws DomainError `unknown-case`, `not-your-case`, `case-ended`, `stale-version` */
  async restate(idOrReference: string, { version, ...said }: Restatement & Versioned): Promise<SupportCase> {
    const decide = (found: SupportCase, { now }: { now: Date }) => factsOf(restate(found, by(found, said), now), found);
    return this.changeCase.run('restate', idOrReference, decide, { version, agentId: said.agentId });
  }

  /** @throws DomainError as `restate`, and `not-restated` */
  async confirm(idOrReference: string, { version, ...said }: Confirmation & Versioned): Promise<SupportCase> {
    const decide = (found: SupportCase, { now }: { now: Date }) =>
      factsOf(confirmNeeds(found, by(found, said), now), found);
    return this.changeCase.run('confirm-needs', idOrReference, decide, { version, agentId: said.agentId });
  }

  /** @throws DomainError as `restate`, and `invalid-agreement` naming the field */
  async agree(
    idOrReference: string,
    { version, ...said }: Agreement & { readonly agentId?: string } & Versioned,
  ): Promise<SupportCase> {
    const decide = (found: SupportCase, { now }: { now: Date }): readonly CaseFact[] => {
      const decision = agree(found, by(found, said), now);
      if (typeof decision === 'string' || !('field' in decision)) return factsOf(decision, found);
      const { field, problem } = decision;
      const details = { ...stateOf(found), errors: [{ field, problem }] };
      throw new DomainError('invalid-agreement', `${field} ${problem}`, 'invalid', details);
    };
    return this.changeCase.run('agree', idOrReference, decide, { version, agentId: said.agentId });
  }
}

/** Where it is not said who acts, it is who has the case. */
export function by<T extends { readonly agentId?: string }>({ agentId }: SupportCase, said: T): T {
  return said.agentId === undefined && agentId !== undefined ? { ...said, agentId } : said;
}

export const factsOf = (decision: JourneyDecision, found: SupportCase): readonly CaseFact[] =>
  typeof decision === 'string' ? refused(decision, found) : decision;
