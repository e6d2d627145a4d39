import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CustomerFile, Provenances, QuietHours } from '../domain/customer-file.js';
import type { Consent, Handle, Relation } from '../domain/customer.js';

@Entity('customer')
export class CustomerEntity {
  @PrimaryColumn('uuid') customerId!: string;
  @Column('int4') version!: number;
  @Column('bool') anonymous!: boolean;
  @Column('jsonb') handles!: Handle[];
  @Column('text', { nullable: true }) name?: string;
  @Column('text', { nullable: true }) organisation?: string;
  @Column('text', { nullable: true }) segment?: string;
  @Column('text', { nullable: true }) tier?: string;
  @Column('text', { nullable: true }) language?: string;
  @Column('text', { nullable: true }) timeZone?: string;
  @Column('text', { nullable: true }) contactStyle?: string;
  @Column('jsonb') consent!: Consent[];
  @Column('jsonb') relations!: Relation[];
  @Column('jsonb', { nullable: true }) quietHours?: QuietHours;
  @Column('jsonb') provenance!: Provenances;
  @Column('uuid', { nullable: true }) parent?: string;
  @Column('uuid', { nullable: true }) mergedInto?: string;
  @Column('jsonb') mergedFrom!: string[];
  @Column('jsonb', { nullable: true }) view?: CustomerFile;
  @Column('timestamptz', { nullable: true }) erasedAt?: Date;
}
