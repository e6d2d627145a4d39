import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('interaction_record')
export class InteractionRecordEntity {
  @PrimaryColumn('uuid') interactionId!: string;
  @Column('uuid') customerId!: string;
  @Column('text') kind!: string;
  @Column('text') channel!: string;
  @Column('timestamptz') occurredAt!: Date;
  @Column('timestamptz') recordedAt!: Date;
  @Column('text', { nullable: true }) responseId?: string;
  @Column('text', { nullable: true }) answerOutcome?: string;
}
