import { Injectable } from '@nestjs/common';
import { closeCase, resolveCase, type Ending } from '../domain/decide-case.js';
import { lacksConfirmation } from '../domain/journey/decide-journey.js';
import { defaultJourneyPolicy } from '../domain/journey/journey-policy.js';
import type { SupportCase } from '../domain/support-case.js';
import { ChangeCase, type CommandGuard } from './change-case.js';
import { refused } from './journey/journey-refusals.js';
import { RoutingPolicy } from './routing-policy.js';

/** Resolves and closes cases. Said again, it changes nothing and gives the case as it is. */
@Injectable()
export class EndCase {
  constructor(
    private readonly changeCase: ChangeCase,
    private readonly policy: RoutingPolicy,
  ) {}

  /** @throws DomainError `case-ended`, and `needs-not-confirmed` where the policy asks for it */
  async resolve(idOrReference: string, { version, ...ending }: Ending & CommandGuard): Promise<SupportCase> {
    return this.changeCase.run(
      'resolve',
      idOrReference,
      (found, unit) => {
        if (found.status === 'closed') return refused('not-open', found);
        const { confirmation } = this.journey;
        if (
          found.status === 'open' &&
          confirmation.beforeResolution === 'refuse' &&
          lacksConfirmation(found, confirmation)
        )
          return refused('needs-not-confirmed', found);
        const agentId = ending.agentId ?? found.agentId;
        return resolveCase(found, { ...ending, ...(agentId !== undefined && { agentId }) }, unit.now);
      },
      { version, agentId: ending.agentId },
    );
  }

  async close(
    idOrReference: string,
    { version, ...ending }: { readonly agentId?: string; readonly reason?: string } & CommandGuard,
  ): Promise<SupportCase> {
    const guard = { version, agentId: ending.agentId };
    return this.changeCase.run('close', idOrReference, (found, unit) => closeCase(found, ending, unit.now), guard);
  }

  /** What a resolution lacks by the policy, by the codes of what would be refused otherwise. */
  warningsOf(found: SupportCase): readonly 'needs-not-confirmed'[] {
    return lacksConfirmation(found, this.journey.confirmation) ? ['needs-not-confirmed'] : [];
  }

  private get journey() {
    return this.policy.journey ?? defaultJourneyPolicy;
  }
}
