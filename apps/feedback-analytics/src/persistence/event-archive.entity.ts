import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Frozen } from '../domain/facts/frozen.js';

/** What was consumed, in the order in which it had its effect; one partition a month. */
@Entity('event_archive')
export class EventArchiveEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @Column('timestamptz') recordedAt!: Date;
  @Column('text') source!: string;
  @Column('text') eventId!: string;
  @Column('text') type!: string;
  @Column('text') subject!: string;
  @Column('text', { nullable: true }) sequence?: string;
  @Column('timestamptz') occurredAt!: Date;
  @Column('text', { nullable: true }) customerId?: string;
  @Column('jsonb') data!: Readonly<Record<string, unknown>>;
  @Column('jsonb', { nullable: true }) frozen?: Frozen;
}
