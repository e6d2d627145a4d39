import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('interaction_fact')
export class InteractionFactEntity {
  @PrimaryColumn('uuid') interactionId!: string;
  @Column('uuid') customerId!: string;
  @Column('text') channel!: string;
  @Column('text') direction!: string;
  @Column('text') kind!: string;
  @Column('text', { nullable: true }) primaryNeed?: string;
  @Column('text', { nullable: true }) language?: string;
  @Column('bool') isFirstContact!: boolean;
  @Column('bool') anonymous!: boolean;
  @Column('timestamptz') occurredAt!: Date;
  @Column('date') day!: string;
  @Column('timestamptz') recordedAt!: Date;
}
