import { Injectable } from '@nestjs/common';
import { normalReference } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import type { SupportCase } from '../domain/support-case.js';
import { RoutingReads } from './routing-reads.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A case by its id or by the reference that customers quote, in whatever spelling. */
@Injectable()
export class FindCase {
  constructor(private readonly reads: RoutingReads) {}

  /** @throws DomainError `unknown-case` */
  async run(idOrReference: string): Promise<SupportCase> {
    const caseId = await this.idOf(idOrReference);
    const found = caseId === undefined ? undefined : await this.reads.case(caseId);
    if (found === undefined) throw new DomainError('unknown-case', 'there is no such case', 'not-found');
    return found;
  }

  private async idOf(text: string): Promise<string | undefined> {
    if (uuid.test(text)) return text.toLowerCase();
    const reference = normalReference(text);
    return reference === undefined ? undefined : this.reads.caseIdOf(reference);
  }
}
