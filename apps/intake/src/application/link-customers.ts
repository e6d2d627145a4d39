import { Injectable } from '@nestjs/common';
import type { DueTimer } from '#libs/messaging';
import { viewOf } from '../domain/customer.js';
import { haveContradictingIds, mostMembers, rootIdOf } from '../domain/merge.js';
import { membersOf } from './bring-before-survivor.js';
import { mergeIn } from './merge-customers.js';
import { suggest } from './note-handles.js';
import type { IntakeUnit } from './stores.js';

const rule = 'rule:attested-together@1';

/**
 * Both have the same handle, attested on either side: they are one, by itself. Not where each has a verified external
 * id and they differ: such customers are put together by a person or not at all.
 */
@Injectable()
export class LinkCustomers {
  async run({ ref }: DueTimer, unit: IntakeUnit): Promise<void> {
    const [one = '', other = ''] = membersOf(ref);
    const roots = [await this.root(one, unit), await this.root(other, unit)];
    const [first, second] = roots;
    if (first === undefined || second === undefined || first.customerId === second.customerId) return;
    if (first.anonymous || second.anonymous) return;
    const isTooMuch = first.mergedFrom.length + second.mergedFrom.length + 2 > mostMembers;
    if (isTooMuch || haveContradictingIds(viewOf(first), viewOf(second))) {
      suggest(first.customerId, second.customerId, 'contradicting-ids', unit);
      return;
    }
    // Who is known by an external id survives: that is how the company itself knows them.
    const [into, from] = hasExternalId(second) && !hasExternalId(first) ? [second, first] : [first, second];
    await mergeIn({ customerId: into.customerId, otherId: from.customerId, by: rule }, unit);
  }

  private async root(customerId: string, unit: IntakeUnit) {
    const customer = await unit.customers.get(customerId);
    const root = customer && (await unit.customers.get(rootIdOf(customer)));
    return root?.erasedAt === undefined ? root : undefined;
  }
}

const hasExternalId = (customer: Parameters<typeof viewOf>[0]): boolean =>
  viewOf(customer).handles.some(({ type, verified }) => type === 'external-id' && verified);
