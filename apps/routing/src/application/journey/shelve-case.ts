import { Injectable } from '@nestjs/common';
import { defaultJourneyPolicy } from '../../domain/journey/journey-policy.js';
import { resume, shelve, type Shelving } from '../../domain/journey/shelving.js';
import type { SupportCase } from '../../domain/support-case.js';
import { ChangeCase } from '../change-case.js';
import { RoutingPolicy } from '../routing-policy.js';
import { refused } from './journey-refusals.js';
import { by } from './understand-need.js';

/** Agreed pauses, each with a date at which the case is looked at again. */
@Injectable()
export class ShelveCase {
  constructor(
    private readonly changeCase: ChangeCase,
    private readonly policy: RoutingPolicy,
  ) {}

  /** Until the same date again, it changes nothing. @throws DomainError `case-ended`, and why it cannot be shelved */
  async shelve(idOrReference: string, { version, ...said }: Shelving & { version?: number }): Promise<SupportCase> {
    const rule = (this.policy.journey ?? defaultJourneyPolicy).shelving;
    return this.changeCase.run(
      'shelve',
      idOrReference,
      (found, unit) => {
        const decision = shelve(found, by(found, said), unit.newId(), rule, unit.now);
        if (typeof decision !== 'string') return decision;
        const { times, longestMs } = rule;
        return refused(decision, found, { times, latest: new Date(unit.now.getTime() + longestMs).toISOString() });
      },
      { version, agentId: said.agentId },
    );
  }

  /** @throws DomainError `case-ended`, `not-shelved` */
  async resume(
    idOrReference: string,
    { version, ...said }: { version?: number; note?: string; agentId?: string },
  ): Promise<SupportCase> {
    return this.changeCase.run(
      'resume',
      idOrReference,
      (found, { now }) => {
        if (found.status !== 'open') return refused('not-open', found);
        // Said again after it was taken up, it is the answer to the first time.
        if (found.journey?.shelf === undefined && (found.journey?.shelvings ?? 0) > 0) return [];
        if (found.journey?.shelf === undefined) return refused('not-shelved', found);
        return resume(found, { reason: 'agent', ...by(found, said) }, now);
      },
      { version, agentId: said.agentId },
    );
  }
}
