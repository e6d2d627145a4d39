import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CustomerRecords, InteractionRecords, SuppressionCounts } from '../application/records.js';
import type { Customer } from '../domain/customer.js';
import type { Interaction } from '../domain/interaction.js';
import { CustomerEntity } from './customer.entity.js';
import { InteractionEntity } from './interaction.entity.js';
import { SuppressionEntity } from './suppression.entity.js';

@Injectable()
export class InteractionRepository extends InteractionRecords {
  constructor(private readonly database: DataSource) {
    super();
  }

  async find(interactionId: string): Promise<Interaction | undefined> {
    return (await this.database.getRepository(InteractionEntity).findOneBy({ interactionId })) ?? undefined;
  }
}

@Injectable()
export class CustomerRepository extends CustomerRecords {
  constructor(private readonly database: DataSource) {
    super();
  }

  async find(customerId: string): Promise<Customer | undefined> {
    const row = await this.database.getRepository(CustomerEntity).findOneBy({ customerId });
    return row === null ? undefined : withoutNulls(row);
  }

  async groupIds(customerIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `with root as (select coalesce(merged_into, customer_id) as id from customer where customer_id = any($1::uuid[]))
       select c.customer_id as id from customer c join root on c.customer_id = root.id or c.merged_into = root.id`,
      [customerIds],
    );
    return [...new Set([...customerIds, ...rows.map(({ id }) => id)])];
  }
}

@Injectable()
export class SuppressionRepository extends SuppressionCounts {
  constructor(private readonly database: DataSource) {
    super();
  }

  async all(): Promise<readonly { readonly reason: string; readonly count: number }[]> {
    const rows = await this.database.getRepository(SuppressionEntity).find();
    return rows.map(({ reason, count }) => ({ reason, count: Number(count) }));
  }
}

/** What is not known is absent, as everywhere above the database. */
function withoutNulls<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
