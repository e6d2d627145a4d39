import { Injectable } from '@nestjs/common';
import type { CustomerChanged, InteractionSubmitted } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { fileAlone } from '../domain/customer-file.js';
import { customerChangedData } from './customer-changed.js';
import type { AuditEntry } from './customer-records.js';
import { receivedData } from './interaction-events.js';
import { CustomerRecords, InteractionRecords } from './records.js';

/** Everything that intake knows of one customer, for their right of access. */
export interface CustomerData {
  readonly service: 'intake';
  readonly customerId: string;
  /** Everybody who is one with it, it included: each service is asked for each of them. */
  readonly customerIds: readonly string[];
  readonly profile: CustomerChanged;
  /** The file of each, with who said what. */
  readonly files: readonly object[];
  readonly interactions: readonly object[];
  readonly audit: readonly AuditEntry[];
}

@Injectable()
export class ExportCustomer {
  constructor(
    private readonly customers: CustomerRecords,
    private readonly interactions: InteractionRecords,
  ) {}

  /** @throws DomainError `unknown-customer` */
  async run(customerId: string): Promise<CustomerData> {
    const customer = await this.customers.find(customerId);
    if (customer === undefined) throw new DomainError('unknown-customer', 'there is no such customer', 'not-found');
    const customerIds = [...(await this.customers.groupIds([customerId]))].sort();
    const members = await this.customers.findAll(customerIds);
    const survivor = members.find(({ mergedInto }) => mergedInto === undefined) ?? customer;
    const interactions: object[] = [];
    for (const id of customerIds) {
      for (const one of await this.interactions.ofCustomer(id)) {
        interactions.push(receivedData(one, JSON.parse(one.body) as InteractionSubmitted));
      }
    }
    return {
      service: 'intake',
      customerId,
      customerIds,
      profile: customerChangedData(survivor),
      files: members.map((member) => ({ customerId: member.customerId, ...fileAlone(member) })),
      interactions,
      audit: await this.customers.audit(customerIds),
    };
  }
}
