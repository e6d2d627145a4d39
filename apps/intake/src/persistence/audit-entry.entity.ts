import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuditEntry } from '../application/customer-records.js';

@Entity('audit_entry')
export class AuditEntryEntity {
  @PrimaryColumn('uuid') auditId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') by!: string;
  @Column('text') action!: AuditEntry['action'];
  @Column('uuid') customerId!: string;
  @Column('uuid', { nullable: true }) otherId?: string;
  @Column('text', { nullable: true }) reason?: string;
}
