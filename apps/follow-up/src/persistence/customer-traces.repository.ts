import { Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget } from 'typeorm';
import { CustomerTraces } from '../application/customer-traces.js';
import type { Delivery, Survey } from '../application/stores.js';
import type { Contacts } from '../domain/contact.js';
import type { Customer } from '../domain/customer.js';
import { ContactsEntity } from './contacts.entity.js';
import { CustomerEntity } from './customer.entity.js';
import { DeliveryEntity } from './delivery.entity.js';
import { SurveyEntity } from './survey.entity.js';

@Injectable()
export class CustomerTracesRepository extends CustomerTraces {
  constructor(private readonly database: DataSource) {
    super();
  }

  async customer(customerId: string): Promise<Customer | undefined> {
    const [found] = await this.rows<Customer>(CustomerEntity, customerId);
    return found;
  }

  async contacts(customerId: string): Promise<Contacts | undefined> {
    const [found] = await this.rows<Contacts>(ContactsEntity, customerId);
    return found;
  }

  surveys(customerId: string): Promise<readonly Survey[]> {
    return this.rows<Survey>(SurveyEntity, customerId);
  }

  deliveries(customerId: string): Promise<readonly Delivery[]> {
    return this.rows<Delivery>(DeliveryEntity, customerId);
  }

  /** What is NULL is absent, as everywhere above the database. */
  private async rows<T>(entity: EntityTarget<{ customerId: string }>, customerId: string): Promise<readonly T[]> {
    const rows = await this.database.getRepository(entity).findBy({ customerId });
    return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T);
  }
}
