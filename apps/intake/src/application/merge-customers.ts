import { Injectable } from '@nestjs/common';
import { CustomerChanged } from '#libs/contracts';
import { DomainError, Units } from '#libs/messaging';
import type { Customer } from '../domain/customer.js';
import { merge, rootIdOf, unmerge, type MergeRefusal } from '../domain/merge.js';
import { customerChangedData } from './customer-changed.js';
import { groupOf, knownCustomer } from './customer-group.js';
import { CustomerRecords } from './records.js';
import type { IntakeStores, IntakeUnit } from './stores.js';

export interface MergeOrder {
  readonly customerId: string;
  readonly otherId: string;
  readonly by: string;
  readonly reason?: string | undefined;
}

export interface MergeAnswer {
  /** Under whom later events of either are read. */
  readonly survivorId: string;
  /** Whether it was not so before. */
  readonly changed: boolean;
}

const refusals: Readonly<Record<MergeRefusal, string>> = {
  'same-customer': 'a customer cannot be merged with itself',
  'anonymous-customer': 'an anonymous contact is a customer of its own and cannot be merged',
  'erased-customer': 'an erased customer cannot be merged',
  'merged-already': 'one of them was merged into another customer: merge that one, or take that merge back first',
  'too-many-members': 'a customer can consist of 201 merged ones at most',
};

/** Two customers turn out to be one, or not to be. What each said stays its own; only who is read under whom changes. */
@Injectable()
export class MergeCustomers {
  constructor(
    private readonly units: Units<IntakeStores>,
    private readonly records: CustomerRecords,
  ) {}

  /** Again: the same answer, `changed: false`. */
  async merge(order: MergeOrder): Promise<MergeAnswer> {
    return this.units.run('merge-customers', await this.loads(order), (unit) => mergeIn(order, unit));
  }

  /** Takes the merge of `otherId` back; again, or where there was none: `changed: false`. */
  async unmerge(order: MergeOrder): Promise<MergeAnswer> {
    return this.units.run('unmerge-customers', await this.loads(order), async (unit) => {
      const customer = await knownCustomer(order.customerId, unit);
      const other = await knownCustomer(order.otherId, unit);
      const survivorId = rootIdOf(customer);
      if (customer === other || other.parent === undefined || rootIdOf(other) !== survivorId) {
        return { survivorId, changed: false };
      }
      keepAll(unmerge(other, await groupOf([other], unit)), unit);
      note('unmerged', order, unit);
      return { survivorId, changed: true };
    });
  }

  private async loads({ customerId, otherId }: MergeOrder): Promise<{ readonly customers: readonly string[] }> {
    return { customers: await this.records.groupIds([customerId, otherId]) };
  }
}

/** @throws DomainError when it may not be */
export async function mergeIn(order: MergeOrder, unit: IntakeUnit): Promise<MergeAnswer> {
  const into = await knownCustomer(order.customerId, unit);
  const other = await knownCustomer(order.otherId, unit);
  const decision = merge(into, other, await groupOf([into, other], unit));
  if (decision.kind === 'refused') {
    throw new DomainError(decision.code, refusals[decision.code], 'conflict', decision.details);
  }
  const { kind, survivorId } = decision;
  if (kind === 'unchanged') return { survivorId, changed: false };
  keepAll(decision.changed, unit);
  note('merged', { ...order, customerId: survivorId }, unit);
  return { survivorId, changed: true };
}

function keepAll(changed: readonly Customer[], unit: IntakeUnit): void {
  for (const customer of changed) {
    unit.customers.put(customer);
    unit.publish(CustomerChanged, customerChangedData(customer), { sequence: customer.version });
  }
}

function note(action: 'merged' | 'unmerged', { customerId, otherId, by, reason }: MergeOrder, unit: IntakeUnit): void {
  const entry = { auditId: unit.newId(), at: unit.now, by, action, customerId, otherId };
  unit.audit.append(reason === undefined ? entry : { ...entry, reason });
}
