import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { AuditEntry } from '../application/customer-records.js';
import { CustomerRecords, InteractionRecords, SuppressionCounts } from '../application/records.js';
import type { Customer } from '../domain/customer.js';
import type { Interaction } from '../domain/interaction.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
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

  async ofCustomer(customerId: string): Promise<readonly Interaction[]> {
    const rows = await this.database.getRepository(InteractionEntity).find({
      where: { customerId },
      order: { occurredAt: 'asc', interactionId: 'asc' },
    });
    return rows.filter(({ body }) => body !== '');
  }
}

const mostFound = 100;

@Injectable()
export class CustomerRepository extends CustomerRecords {
  constructor(private readonly database: DataSource) {
    super();
  }

  async find(customerId: string): Promise<Customer | undefined> {
    const [found] = await this.findAll([customerId]);
    return found;
  }

  async findAll(customerIds: readonly string[]): Promise<readonly Customer[]> {
    const rows = await this.database.getRepository(CustomerEntity).findBy({ customerId: In(customerIds) });
    return rows.map(withoutNulls);
  }

  async groupIds(customerIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `with root as (select coalesce(merged_into, customer_id) as id from customer where customer_id = any($1::uuid[]))
       select c.customer_id as id from customer c join root on c.customer_id = root.id or c.merged_into = root.id`,
      [customerIds],
    );
    return [...new Set([...customerIds, ...rows.map(({ id }) => id)])];
  }

  async holding(handleKeys: readonly string[]): Promise<readonly Customer[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `select unnest($1::uuid[]) as id
       union select (holder ->> 'customerId')::uuid from handle, jsonb_array_elements(holders) holder where handle_key = any($1::uuid[])
       limit ${String(mostFound)}`,
      [handleKeys],
    );
    const found = await this.findAll(rows.map(({ id }) => id));
    return found.filter(({ erasedAt }) => erasedAt === undefined);
  }

  async audit(customerIds: readonly string[]): Promise<readonly AuditEntry[]> {
    const rows = await this.database.getRepository(AuditEntryEntity).find({
      where: [{ customerId: In(customerIds) }, { otherId: In(customerIds) }],
      order: { at: 'asc', auditId: 'asc' },
    });
    return rows.map(withoutNulls);
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
