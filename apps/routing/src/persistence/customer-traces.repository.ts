import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StateStatements, type StateTable } from '#libs/messaging';
import { CustomerTraces } from '../application/customer-traces.js';
import type { KnownCustomer, ReplyAddress, StoryRow } from '../application/routing-unit.js';
import type { SupportCase } from '../domain/support-case.js';
import { routingStores } from './routing-tables.js';

@Injectable()
export class CustomerTracesRepository extends CustomerTraces {
  constructor(private readonly database: DataSource) {
    super();
  }

  async customer(customerId: string): Promise<KnownCustomer | undefined> {
    const [found] = await this.rows(routingStores.customers, customerId);
    return found as KnownCustomer | undefined;
  }

  cases(customerId: string): Promise<readonly SupportCase[]> {
    return this.rows(routingStores.cases, customerId) as Promise<unknown> as Promise<readonly SupportCase[]>;
  }

  stories(customerId: string): Promise<readonly StoryRow[]> {
    return this.database.query<StoryRow[]>(
      `select case_id as "caseId", sequence, told_at as "toldAt", events from case_story
         where case_id in (select case_id from support_case where customer_id = $1) order by case_id, sequence`,
      [customerId],
    );
  }

  addresses(customerId: string): Promise<readonly ReplyAddress[]> {
    return this.rows(routingStores.addresses, customerId) as Promise<unknown> as Promise<readonly ReplyAddress[]>;
  }

  private async rows(table: StateTable, customerId: string): Promise<readonly object[]> {
    const statements = new StateStatements(table);
    const rows = await this.database.query<Record<string, unknown>[]>(
      `select * from "${table.table}" where customer_id = $1`,
      [customerId],
    );
    return rows.map((row) => statements.read(row));
  }
}
