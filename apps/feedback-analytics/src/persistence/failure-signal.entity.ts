import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Component } from '../domain/dimension.js';
import type { Evidence, Severity } from '../domain/signs/sign.js';

/** Signs as they stand now; what was withdrawn stays, with the time at which it was. */
@Entity('failure_signal')
export class FailureSignalEntity {
  @PrimaryColumn('uuid') signalId!: string;
  @Column('int4') version!: number;
  @Column('text') sign!: string;
  @Column('text') component!: Component;
  @Column('text') severity!: Severity;
  @Column('float8') confidence!: number;
  @Column('text') detector!: string;
  @Column('jsonb') evidence!: readonly Evidence[];
  @Column('uuid') caseId!: string;
  @Column('text', { nullable: true }) reference?: string;
  @Column('uuid') customerId!: string;
  @Column('jsonb') agentIds!: readonly string[];
  @Column('text', { nullable: true }) channel?: string;
  @Column('text', { nullable: true }) queue?: string;
  @Column('text', { nullable: true }) team?: string;
  @Column('text', { nullable: true }) brand?: string;
  @Column('timestamptz') raisedAt!: Date;
  @Column('timestamptz', { nullable: true }) withdrawnAt?: Date;
}
