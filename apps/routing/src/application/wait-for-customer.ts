import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import { waitFor, type Waiting } from '../domain/decide-case.js';
import type { SupportCase } from '../domain/support-case.js';
import { ChangeCase } from './change-case.js';

/** Says whose move it is: clocks whose policy has it so stand still meanwhile. */
@Injectable()
export class WaitForCustomer {
  constructor(private readonly changeCase: ChangeCase) {}

  /** @throws DomainError `unknown-case`, `case-ended` */
  async run(idOrReference: string, waiting: Waiting): Promise<SupportCase> {
    return this.changeCase.run('wait-for', idOrReference, (found, unit) => {
      const { status, caseId, reference } = found;
      if (status !== 'open')
        throw new DomainError('case-ended', `the case is ${status}`, 'conflict', { caseId, reference, state: status });
      return waitFor(found, waiting, 'agent', unit.now);
    });
  }
}
