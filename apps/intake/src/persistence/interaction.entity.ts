import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Classification } from '../domain/classification.js';

@Entity('interaction')
export class InteractionEntity {
  @PrimaryColumn('uuid') interactionId!: string;
  @Column('int4') version!: number;
  @Column('uuid') customerId!: string;
  @Column('text') handle!: string;
  @Column('bool') isFirstContact!: boolean;
  @Column('bool', { nullable: true }) isAddressOfAnother?: boolean | null;
  /** Text and not `jsonb`: it must stay, byte for byte, what `bodyHash` is of. */
  @Column('text') body!: string;
  @Column('text') bodyHash!: string;
  @Column('jsonb', { nullable: true }) classification?: Classification | null;
  @Column('timestamptz') occurredAt!: Date;
  @Column('timestamptz') receivedAt!: Date;
}
